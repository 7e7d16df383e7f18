using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>A run as the diagnoses see it.</summary>
internal sealed class RunView
{
    /// <summary>Makes it.</summary>
    /// <param name="data">What was read.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="now">The time, in seconds since 1970 UTC.</param>
    public RunView(RunData data, AnalysisRules rules, double now)
    {
        Data = data;
        Rules = rules;
        Now = now;
        Metrics = [.. data.Series.Select(series => new Metric(series, rules.Tags.Match(series.Tag)))];
    }

    /// <summary>What was read.</summary>
    public RunData Data { get; }

    /// <summary>The rules.</summary>
    public AnalysisRules Rules { get; }

    /// <summary>The thresholds.</summary>
    public ThresholdOptions Thresholds => Rules.Thresholds;

    /// <summary>The time, in seconds since 1970 UTC.</summary>
    public double Now { get; }

    /// <summary>Everything that was logged as numbers.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>The metric that a quantity is judged by; null if the run has none.</summary>
    public Metric? Primary(Quantity quantity) => Of(quantity)
        .OrderBy(static m => m.Match!.Rank).ThenByDescending(static m => m.Series.Count).FirstOrDefault();

    /// <summary>The metrics that a quantity is judged by: one for each prefix, such as each agent.</summary>
    public IReadOnlyList<Metric> Primaries(Quantity quantity) =>
    [
        .. Of(quantity).GroupBy(static m => m.Match!.Prefix, StringComparer.Ordinal)
            .Select(static group => group.OrderBy(static m => m.Match!.Rank).ThenByDescending(static m => m.Series.Count).First()),
    ];

    /// <summary>Every metric of a quantity.</summary>
    public IEnumerable<Metric> Of(Quantity quantity) => Metrics.Where(m => m.Match?.Quantity == quantity && m.Series.Finite > 0);
}
