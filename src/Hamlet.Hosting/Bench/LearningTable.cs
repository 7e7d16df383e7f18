namespace Hamlet.Hosting.Bench;

/// <summary>The learning table as Markdown.</summary>
internal static class LearningTable
{
    /// <summary>What stands above the lines.</summary>
    public static IEnumerable<string> Head { get; } =
    [
        "| `hamlet bench learning --only` | steps | asked | best policy: IQM [95 %] | by seed | lived to the limit | final policy: IQM [95 %] |",
        "|---|---|---|---|---|---|---|",
    ];

    /// <summary>A line.</summary>
    /// <param name="entry">What was trained.</param>
    /// <param name="steps">For how long.</param>
    /// <param name="outcomes">What came of each seed.</param>
    public static string Line(LearningEntry entry, long steps, IReadOnlyList<LearningOutcome> outcomes)
    {
        string asked = entry.Bar is { } bar ? $"{bar:0}" : "";
        string seeds = string.Join(", ", outcomes.Select(static o => BenchText.Tenths(o.Best)));
        string limit = entry.CountsSurvival ? BenchText.Percent(outcomes.Average(static o => o.AtLimit)) : "";
        return $"| `{entry.Name}` | {BenchText.Whole(steps)} | {asked} | {Summary([.. outcomes.Select(static o => o.Best)])} | {seeds} | {limit}"
            + $" | {Summary([.. outcomes.Select(static o => o.Final)])} |";
    }

    private static string Summary(IReadOnlyList<double> scores)
    {
        (double low, double high) = SeedStatistics.Interval(scores);
        return $"{BenchText.Tenths(SeedStatistics.InterquartileMean(scores))} [{BenchText.Tenths(low)}, {BenchText.Tenths(high)}]";
    }
}
