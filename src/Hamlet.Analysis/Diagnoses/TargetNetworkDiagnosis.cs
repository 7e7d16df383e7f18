using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>
/// Whether values are carried back from step to step. With a target network that never moves, Q(s, a) comes to r + g Q'(s', a') for the values Q'
/// of untrained weights, that is to about the reward of one step, however long episodes last.
/// </summary>
internal sealed class TargetNetworkDiagnosis : IDiagnosis
{
    private const string Name = "target_network";

    // With fewer steps left a state is worth little more than its own reward, and nothing can be told.
    private const double LeastSteps = 3;
    private const double OneReward = 1.5;

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        if (run.Primary(Quantity.QValue) is not { Judgeable: true } q
            || EarnedValue.Of(run) is not { } earned
            || !(Math.Abs(earned.Mean) > LeastSteps * Math.Abs(earned.PerStep)))
        {
            yield break;
        }

        // Where values are carried back they grow by the reward of a step at a time: those that still do are on their way.
        int late = q.Blocks.Count * 3 / 4;
        bool isGrowing = Math.Abs(q.Blocks[^1]) > 1.1 * Math.Abs(q.Blocks[late - 1]) && q.Blocks.Skip(late).Zip(q.Blocks.Skip(late - 1)).All(static b => Math.Abs(b.First) > Math.Abs(b.Second));
        double size = Math.Abs(q.Tail);
        (string, double)[] figures = [("q_last_tenth", q.Tail), ("earned", earned.Mean), ("reward_a_step", earned.PerStep)];
        yield return size < OneReward * Math.Abs(earned.PerStep) || size < run.Thresholds.QStuck * Math.Abs(earned.Mean)
            ? new Finding(
                Name, isGrowing ? Status.Warning : Status.Critical,
                $"The Q-values {(isGrowing ? "are still" : "stay")} at {Number.Text(q.Tail)}, the size of single rewards ({Number.Text(earned.PerStep)} a step); with episodes of {Number.Step(earned.Steps)} steps they should come to about {Number.Text(earned.Mean)}. {(isGrowing ? "They grow, so that it may be too early to say." : "Nothing is carried back from later steps.")}")
                .Of(q, figures)
                .Because("the target network is frozen: it never, or hardly ever, follows", "gamma is far too small", "every transition is stored as terminal")
                .Try("update the target network more often (target_update_frequency, tau)", "check gamma", "check that time limits are stored as truncations")
            : new Finding(Name, Status.Ok, $"The Q-values ({Number.Text(q.Tail)}) reach beyond single rewards ({Number.Text(earned.PerStep)}).").Of(q, figures);
    }
}
