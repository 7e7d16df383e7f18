using Hamlet.Analysis.Diagnoses;
using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Comparison;

/// <summary>One metric over all groups.</summary>
/// <param name="Tag">The metric.</param>
/// <param name="Threshold">What is waited for: 90 % of the way from the first to the best of all runs, unless it was given; null where nothing changes.</param>
/// <param name="Groups">The scores of each group's runs; of a run without the metric null.</param>
internal sealed record MetricComparison(string Tag, double? Threshold, IReadOnlyList<IReadOnlyList<RunScore?>> Groups)
{
    private const double Way = 0.9;

    /// <summary>Compares.</summary>
    /// <param name="tag">The metric.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="threshold">The threshold; null to find one.</param>
    public static MetricComparison Of(string tag, IReadOnlyList<RunGroup> groups, double? threshold)
    {
        Metric?[][] metrics = [.. groups.Select(g => g.Runs.Select(r => Find(r, tag)).ToArray())];
        Metric[] all = [.. metrics.SelectMany(static g => g).OfType<Metric>().Where(static m => m.Blocks.Count > 0)];
        double from = all.Select(static m => m.Steps[0]).DefaultIfEmpty(0).Max();
        double to = all.Select(static m => m.Steps[^1]).DefaultIfEmpty(0).Min();
        double first = all.Select(static m => m.Curve.First(static p => p.Finite > 0).Mean).DefaultIfEmpty(0).Average();
        double? wanted = threshold ?? Wanted(all, first);
        return new MetricComparison(
            tag, wanted, [.. metrics.Select(g => g.Select(m => m is { Blocks.Count: > 0 } ? RunScore.Of(m, from, to, wanted, wanted >= first) : null).ToArray())]);
    }

    /// <summary>A run's metric of a tag.</summary>
    public static Metric? Find(RunView run, string tag) => run.Metrics.FirstOrDefault(m => m.Tag == tag);

    /// <summary>The values of a group's runs that have the metric.</summary>
    public IReadOnlyList<double> Values(int group, Func<RunScore, double?> value) =>
        [.. Groups[group].OfType<RunScore>().Select(value).OfType<double>()];

    /// <summary>
    /// The same with the runs of one seed as one, by their mean: they are repetitions of one draw, and an interval over them would say that there is no chance, a mean that this draw is the likeliest.
    /// </summary>
    /// <param name="group">Which group.</param>
    /// <param name="seeds">The seed of each of its runs; null where it is not known, which is then taken for one of its own.</param>
    /// <param name="value">What of a score.</param>
    public IReadOnlyList<double> Draws(int group, IReadOnlyList<string?> seeds, Func<RunScore, double?> value) =>
    [
        .. Groups[group].Select((score, i) => (Seed: seeds[i] ?? $"\0{i}", Value: score is null ? null : value(score)))
            .Where(static s => s.Value is not null)
            .GroupBy(static s => s.Seed, static s => s.Value!.Value, StringComparer.Ordinal)
            .Select(static g => g.Average()),
    ];

    private static double? Wanted(Metric[] metrics, double first)
    {
        if (metrics.Length == 0)
        {
            return null;
        }

        bool less = metrics[0].Match is { } match && match.Quantity.LessIsBetter();
        IEnumerable<double> means = metrics.SelectMany(static m => m.Curve).Where(static p => p.Finite > 0).Select(static p => p.Mean);
        double best = less ? means.Min() : means.Max();
        return best == first ? null : first + (Way * (best - first));
    }
}
