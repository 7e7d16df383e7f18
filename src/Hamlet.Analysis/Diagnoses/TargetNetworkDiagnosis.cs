using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>
/// Whether values are carried back from step to step. With a target network that never moves, Q(s, a) comes to r + g Q'(s', a') for the values Q'
/// of untrained weights, that is to the reward of one step, however long episodes last.
/// </summary>
internal sealed class TargetNetworkDiagnosis : IDiagnosis
{
    private const string Name = "target_network";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        if (run.Primary(Quantity.QValue) is not { Judgeable: true } q
            || (run.Primary(Quantity.Reward) ?? run.Primary(Quantity.EvaluationReward)) is not { } reward
            || run.Primary(Quantity.EpisodeLength) is not { } length)
        {
            yield break;
        }

        double steps = length.Tail;
        double perStep = reward.Tail / steps;
        double gamma = run.Thresholds.Gamma;

        // The mean over an episode of the discounted return that is left, each step paying alike.
        double expected = perStep / (1 - gamma) * (1 - ((1 - Math.Pow(gamma, steps)) / (steps * (1 - gamma))));
        double share = q.Tail / expected;
        if (!(steps >= 8) || !(Math.Abs(expected) > 4 * Math.Abs(perStep)))
        {
            yield break;
        }

        (string, double)[] figures = [("q_last_tenth", q.Tail), ("expected", expected), ("reward_a_step", perStep)];
        yield return Math.Abs(share) < run.Thresholds.QStuck
            ? new Finding(
                Name, Status.Critical,
                $"The Q-values stay at {Number.Text(q.Tail)}, the size of single rewards ({Number.Text(perStep)} a step); with episodes of {Number.Step(steps)} steps they should come to {Number.Text(expected)}. Nothing is carried back from later steps.")
                .Of(q, figures)
                .Because("the target network is frozen: it never, or hardly ever, follows", "gamma is far too small", "every transition is stored as terminal")
                .Try("update the target network more often (target_update_frequency, tau)", "check gamma", "check that time limits are stored as truncations")
            : new Finding(Name, Status.Ok, $"The Q-values ({Number.Text(q.Tail)}) reach beyond single rewards; about {Number.Text(expected)} is earned.").Of(q, figures);
    }
}
