using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether gradients explode, vanish or are no numbers.</summary>
internal sealed class GradientDiagnosis : IDiagnosis
{
    private const string Name = "gradient_norm";
    private const int Spikes = 3;

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier) =>
        run.Metrics.Where(static m => m.Match?.Quantity == Quantity.GradientNorm)
            .Where(static m => m.Judgeable || m.Series.Finite < m.Series.Count).Select(metric => Examine(metric, run.Thresholds));

    private static Finding Examine(Metric metric, ThresholdOptions thresholds)
    {
        if (metric.Series.Finite < metric.Series.Count)
        {
            return new Finding(
                Name, Status.Critical,
                $"The gradient's norm is not finite {metric.Series.Count - metric.Series.Finite} times, first at step {Number.Step(metric.Series.FirstNonFiniteStep ?? 0)}.")
                .Of(metric, ("not_finite", metric.Series.Count - metric.Series.Finite))
                .Because("an overflow after a step too large", "a division by zero or a logarithm of zero in the loss")
                .Try("lower the learning rate", "clip gradients", "look for the first NaN among the metrics");
        }

        double growth = Growth.Of(metric);
        double median = metric.Median;
        int spikes = metric.Points.Count(p => p.Max > thresholds.DivergenceCritical * median);
        (string, double)[] figures = [("median", median), ("last_tenth", metric.Tail), ("growth", growth), ("spikes", spikes)];
        if (growth >= thresholds.Divergence || spikes >= Spikes)
        {
            Status status = growth >= thresholds.DivergenceCritical ? Status.Critical : Status.Warning;
            string how = growth >= thresholds.Divergence
                ? $"grows to {Number.Text(growth)} times its median of the first half"
                : $"has {spikes} spikes of more than {Number.Text(thresholds.DivergenceCritical)} times its median, up to {Number.Text(metric.Series.Max)}";
            return new Finding(Name, status, $"The gradient explodes: its norm {how}.")
                .Of(metric, figures)
                .Because("a learning rate too high", "rewards of a large scale", "a recurrent network without clipping")
                .Try("clip gradients (max_grad_norm)", "lower the learning rate", "normalise rewards and observations");
        }

        if (metric.Tail <= thresholds.Vanishing * metric.Head || metric.Series.Max < 1e-8)
        {
            return new Finding(Name, Status.Warning, $"The gradient vanishes: its norm goes from {Number.Text(metric.Head)} to {Number.Text(metric.Tail)}.")
                .Of(metric, figures)
                .Because("units that are always off (dead ReLUs) or saturated", "a reward that is constant", "a loss that is already zero, as with targets that never move")
                .Try("another initialisation or activation", "look at the loss and the reward", "check that targets are updated");
        }

        return new Finding(Name, Status.Ok, $"The gradient's norm is {Number.Text(metric.Tail)}, its median {Number.Text(median)}.").Of(metric, figures);
    }
}
