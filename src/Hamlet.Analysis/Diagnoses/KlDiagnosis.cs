using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether updates move the policy too far.</summary>
internal sealed class KlDiagnosis : IDiagnosis
{
    private const string Name = "kl";
    private const int Spikes = 3;

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        foreach (Metric metric in run.Primaries(Quantity.Kl).Where(static m => m.Judgeable))
        {
            ThresholdOptions thresholds = run.Thresholds;
            double median = metric.Median;
            double spike = Math.Max(thresholds.KlHigh, thresholds.KlSpike * Math.Abs(median));
            int spikes = metric.Points.Count(p => p.Max > spike);
            double high = Math.Max(median, metric.Tail);
            (string, double)[] figures = [("median", median), ("last_tenth", metric.Tail), ("largest", metric.Series.Max), ("spikes", spikes)];
            Finding finding = (high > thresholds.KlHigh, spikes >= Spikes) switch
            {
                (true, _) => new Finding(
                    Name, high > 10 * thresholds.KlHigh ? Status.Critical : Status.Warning,
                    $"The policy moves far in each update: the divergence is {Number.Text(high)} nats, 0.01 to 0.02 are usual."),
                (_, true) => new Finding(
                    Name, Status.Warning, $"The divergence of updates has spikes: {spikes} above {Number.Text(spike)} nats, up to {Number.Text(metric.Series.Max)}, with a median of {Number.Text(median)}."),
                _ => new Finding(Name, Status.Ok, $"The divergence of updates is {Number.Text(metric.Tail)} nats."),
            };
            yield return finding.Status == Status.Ok
                ? finding.Of(metric, figures)
                : finding.Of(metric, figures)
                    .Because("a learning rate too high", "too many epochs or minibatches on the same samples", "advantages that are not normalised")
                    .Try("lower the learning rate", "stop an update early (target_kl)", "fewer epochs");
        }
    }
}
