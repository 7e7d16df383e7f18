using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>
/// Whether Q-values fit what is earned: the discounted return that is left, over an episode on average (Sutton and Barto, 2018, section 3.3). Overestimation
/// is what van Hasselt et al. (2016) measured this way.
/// </summary>
internal sealed class QValueDiagnosis : IDiagnosis
{
    private const string Name = "q_values";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier) =>
        run.Primaries(Quantity.QValue).Where(static m => m.Judgeable).Select(metric => Examine(metric, run));

    private static Finding Examine(Metric metric, RunView run)
    {
        ThresholdOptions thresholds = run.Thresholds;
        double tail = metric.Tail;
        double growth = Growth.Of(metric);
        EarnedValue? earned = EarnedValue.Of(run);
        double times = earned is null ? 1 : Math.Abs(tail) / Math.Max(earned.Size, double.Epsilon);
        (string, double)[] figures = [("last_tenth", tail), ("growth", growth), ("earned", earned?.Mean ?? double.NaN), ("times", earned is null ? double.NaN : times)];
        string beside = earned is null ? "" : $", where about {Number.Text(earned.Mean)} is earned";
        if (times > thresholds.QDiverging || (growth >= thresholds.DivergenceCritical && (earned is null || times > thresholds.QOverestimated)))
        {
            return new Finding(Name, Status.Critical, $"The Q-values diverge: they are at {Number.Text(tail)}{beside}.")
                .Of(metric, figures)
                .Because("a learning rate too high", "targets that follow too fast", "rewards of a large scale")
                .Try("lower the learning rate by a factor of ten", "update the target network less often, or with a smaller tau", "double Q-learning", "clip or normalise rewards");
        }

        if (times > thresholds.QOverestimated && tail > 0)
        {
            return new Finding(Name, Status.Warning, $"The Q-values are overestimated: they are at {Number.Text(tail)}{beside}.")
                .Of(metric, figures)
                .Because("the maximum over noisy estimates, without double Q-learning", "a learning rate too high", "terminal states that are stored as if the episode went on")
                .Try("double_dqn: true", "a lower learning rate", "n-step returns");
        }

        return new Finding(Name, Status.Ok, $"The Q-values end at {Number.Text(tail)}{beside}.").Of(metric, figures);
    }
}
