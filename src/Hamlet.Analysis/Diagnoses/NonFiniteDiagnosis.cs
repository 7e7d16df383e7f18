using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>NaN or infinity anywhere.</summary>
internal sealed class NonFiniteDiagnosis : IDiagnosis
{
    private const string Name = "not_finite";
    private const int Named = 8;

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        // An explained variance has no value where all returns are alike; that is no disease.
        Metric[] damaged = [.. run.Metrics.Where(static m =>
            m.Series.Finite < m.Series.Count && (m.Match?.Quantity != Quantity.ExplainedVariance || m.Series.Infinities > 0 || m.Series.Finite == 0))];
        if (damaged.Length == 0)
        {
            if (run.Metrics.Count > 0)
            {
                yield return new Finding(Name, Status.Ok, "All values are finite, where they have to be.");
            }

            yield break;
        }

        // A mean over no episode yet is NaN at the beginning and never again.
        Metric[] fatal = [.. damaged.Where(static m => m.Match is { } match && match.Quantity.IsOptimized() || !double.IsFinite(m.Series.Last))];
        Metric first = (fatal.Length > 0 ? fatal : damaged).MinBy(static m => m.Series.FirstNonFiniteStep)!;
        string names = string.Join(", ", damaged.OrderBy(static m => m.Series.FirstNonFiniteStep).Take(Named).Select(static m => m.Tag));
        string more = damaged.Length > Named ? $" and {damaged.Length - Named} more" : "";
        yield return new Finding(
            Name, fatal.Length > 0 ? Status.Critical : Status.Warning,
            $"There are values that are NaN or infinite, first in {first.Tag} at step {Number.Step(first.Series.FirstNonFiniteStep ?? 0)}; in all in {names}{more}.")
            .Of(first, ("metrics", damaged.Length), ("values", damaged.Sum(static m => m.Series.Count - m.Series.Finite)))
            .Because("an overflow after a step too large", "a mean over nothing", "a division by zero or a logarithm of zero")
            .Try("begin at the metric named first: it is where it came from", "lower the learning rate, clip gradients", "check inputs for values that are not finite");
    }
}
