using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether the critic foresees anything.</summary>
internal sealed class ExplainedVarianceDiagnosis : IDiagnosis
{
    private const string Name = "explained_variance";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        foreach (Metric metric in run.Primaries(Quantity.ExplainedVariance).Where(static m => m.Judgeable))
        {
            double tail = metric.Tail;
            double half = Robust.Median(metric.Blocks.Skip(metric.Blocks.Count / 2));
            double limit = run.Thresholds.ExplainedVariance;
            (string, double)[] figures = [("last_tenth", tail), ("median_of_second_half", half)];

            // A critic that is merely of no use yet shows values just above the limit, and noise around it.
            // Where the returns have become all alike there is nothing to explain, and the loss is next to nothing.
            bool alike = run.Primary(Quantity.ValueLoss) is { } loss && loss.Tail < 0.01 * loss.Blocks.Max();
            bool useless = half <= limit + 0.02 && tail <= limit + 0.05 && !alike;
            yield return useless
                ? new Finding(Name, Status.Warning, $"The critic explains nothing of the returns: {Number.Text(half)} over the second half, 0 is a critic that always says the same.")
                    .Of(metric, figures)
                    .Because("a learning rate too high or too low for the critic", "returns of a scale that it cannot reach", "what decides the return is not observed")
                    .Try("normalise rewards or returns", "a larger critic, or one of its own", "a greater coefficient of the value loss")
                : new Finding(Name, Status.Ok, $"The critic explains {Number.Percent(tail)} of the returns' variance.").Of(metric, figures);
        }
    }
}
