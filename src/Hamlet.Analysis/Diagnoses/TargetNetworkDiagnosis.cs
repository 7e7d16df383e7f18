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

    // From the third quarter of the training to the fourth. Values that have nowhere to go grow by less.
    private const double StillGrowing = 1.15;

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        if (run.Primary(Quantity.QValue) is not { Judgeable: true } q
            || EarnedValue.Of(run) is not { } earned
            || !(Math.Abs(earned.Mean) > LeastSteps * Math.Abs(earned.PerStep)))
        {
            yield break;
        }

        // Where values are carried back they grow by about one reward each time that the target network follows: those that still do are on their way.
        int quarter = q.Blocks.Count / 4;
        bool isGrowing = Math.Abs(q.Blocks.TakeLast(quarter).Average()) > StillGrowing * Math.Abs(q.Blocks.SkipLast(quarter).TakeLast(quarter).Average());
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
