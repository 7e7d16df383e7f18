using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>
/// Whether Q-values fit what is earned. With discount g no value is above what can be earned at once or, where episodes are cut off, above the
/// reward a step times 1 / (1 - g) (Sutton and Barto, 2018, section 3.3); overestimation is what van Hasselt et al. (2016) measured this way.
/// </summary>
internal sealed class QValueDiagnosis : IDiagnosis
{
    private const string Name = "q_values";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier) =>
        run.Primaries(Quantity.QValue).Where(static m => m.Judgeable).Select(metric => Examine(metric, run));

    private static Finding Examine(Metric metric, RunView run)
    {
        double tail = metric.Tail;
        double growth = Growth.Of(metric);
        Metric? reward = run.Primary(Quantity.Reward) ?? run.Primary(Quantity.EvaluationReward);
        (double low, double high) = reward is null ? (double.NegativeInfinity, double.PositiveInfinity) : Bounds(reward, run);
        double size = Math.Max(-low, high);
        (string, double)[] figures = [("last_tenth", tail), ("growth", growth), ("lowest_possible", low), ("highest_possible", high)];
        ThresholdOptions thresholds = run.Thresholds;
        bool outside = tail > thresholds.QOverestimated * high + (0.05 * size) || tail < (thresholds.QOverestimated * low) - (0.05 * size);
        if ((growth >= thresholds.DivergenceCritical && (reward is null || outside)) || Math.Abs(tail) > thresholds.QDiverging * size)
        {
            return new Finding(Name, Status.Critical, $"The Q-values diverge: they reach {Number.Text(tail)}{(reward is null ? "" : $", where at most {Number.Text(tail < 0 ? low : high)} can be earned")}.")
                .Of(metric, figures)
                .Because("a learning rate too high", "targets that follow too fast", "rewards of a large scale")
                .Try("lower the learning rate by a factor of ten", "update the target network less often, or with a smaller tau", "double Q-learning", "clip or normalise rewards");
        }

        if (outside)
        {
            return new Finding(Name, Status.Warning, $"The Q-values are overestimated: {Number.Text(tail)}, where {Number.Text(low)} to {Number.Text(high)} can be earned.")
                .Of(metric, figures)
                .Because("the maximum over noisy estimates, without double Q-learning", "a time limit that bootstraps without end")
                .Try("double_dqn: true", "n-step returns", "a smaller gamma");
        }

        return new Finding(Name, Status.Ok, $"The Q-values end at {Number.Text(tail)}{(reward is null ? "" : $", {Number.Text(low)} to {Number.Text(high)} can be earned")}.").Of(metric, figures);
    }

    private static (double Low, double High) Bounds(Metric reward, RunView run)
    {
        double horizon = 1 / (1 - run.Thresholds.Gamma);
        double perStep = run.Primary(Quantity.EpisodeLength) is { } length && length.Median > 0 ? horizon / length.Median : 1;
        double stretch = Math.Max(1, perStep);
        return (Math.Min(0, reward.Series.Min) * stretch, Math.Max(0, reward.Series.Max) * stretch);
    }
}
