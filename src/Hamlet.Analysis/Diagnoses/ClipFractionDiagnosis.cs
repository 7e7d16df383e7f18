using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether PPO throws away what it samples.</summary>
internal sealed class ClipFractionDiagnosis : IDiagnosis
{
    private const string Name = "clip_fraction";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        foreach (Metric metric in run.Primaries(Quantity.ClipFraction).Where(static m => m.Judgeable))
        {
            double high = Math.Max(metric.Median, metric.Tail);
            yield return high > run.Thresholds.ClipHigh
                ? new Finding(Name, Status.Warning, $"{Number.Percent(high)} of the samples are clipped, 10 to 20 % are usual: each update goes beyond what its samples tell.")
                    .Of(metric, ("median", metric.Median), ("last_tenth", metric.Tail))
                    .Because("a learning rate too high", "too many epochs", "a clip range too small")
                    .Try("lower the learning rate", "fewer epochs", "larger batches")
                : new Finding(Name, Status.Ok, $"{Number.Percent(metric.Tail)} of the samples are clipped.").Of(metric, ("last_tenth", metric.Tail));
        }
    }
}
