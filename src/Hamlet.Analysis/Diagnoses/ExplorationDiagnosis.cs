using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether random actions are there in the beginning, and become fewer.</summary>
internal sealed class ExplorationDiagnosis : IDiagnosis
{
    private const string Name = "exploration";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        foreach (Metric metric in run.Primaries(Quantity.Epsilon).Where(static m => m.Judgeable))
        {
            double first = metric.Series.First;
            double last = metric.Tail;
            (string, double)[] figures = [("first", first), ("last_tenth", last)];
            bool isHigh = first >= 0.3 && last > 0.9 * first;
            yield return (metric.Series.Max <= run.Thresholds.EpsilonNone, isHigh) switch
            {
                (true, _) => new Finding(Name, Status.Critical, $"The agent explores nothing: epsilon is {Number.Text(metric.Series.Max)} at most.")
                    .Of(metric, figures)
                    .Because("epsilon_start is too small", "exploration was switched off for an evaluation and left so")
                    .Try("epsilon_start: 1.0 and a slow fall", "another exploration, or intrinsic reward"),
                // It may fall as it should, and the training be at its beginning.
                (_, true) when metric.Direction == Trend.Decreasing && last < 0.97 * first => new Finding(Name, Status.Warning, $"Epsilon has hardly fallen yet: {Number.Text(first)} at the beginning, {Number.Text(last)} now.")
                    .Of(metric, figures)
                    .Because("the training is still short", "the decay is too slow for its length")
                    .Try("train longer", "a faster decay (epsilon_fraction)"),
                (_, true) => new Finding(Name, Status.Critical, $"Epsilon does not fall: {Number.Text(first)} at the beginning, {Number.Text(last)} now, so the agent acts at random to the end.")
                    .Of(metric, figures)
                    .Because("the decay is far too slow for the length of the training", "the decay is never called")
                    .Try("epsilon_fraction: 0.3", "a faster decay"),
                _ => new Finding(Name, Status.Ok, $"Epsilon goes from {Number.Text(first)} to {Number.Text(last)}.").Of(metric, figures),
            };
        }
    }
}
