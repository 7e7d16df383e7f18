using Hamlet.Analysis.Diagnoses;
using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Comparison;

/// <summary>Runs side by side.</summary>
/// <param name="Groups">The runs, those of one configuration together.</param>
/// <param name="Metrics">The metrics that were compared.</param>
/// <param name="Differences">Where the configurations differ, with the value of each group.</param>
internal sealed record RunComparison(
    IReadOnlyList<RunGroup> Groups, IReadOnlyList<MetricComparison> Metrics, IReadOnlyList<(string Key, string[] Values)> Differences)
{
    private static readonly Quantity[] s_usual = [Quantity.Reward, Quantity.EvaluationReward, Quantity.SuccessRate, Quantity.EpisodeLength];

    /// <summary>Compares runs.</summary>
    /// <param name="runs">The runs with their names.</param>
    /// <param name="tags">The metrics; empty for those that returns, success and length are judged by, or all that are common where there are none of them.</param>
    /// <param name="threshold">What is waited for; null to find one for each metric.</param>
    public static RunComparison Of(IReadOnlyList<(string Name, RunView Run)> runs, IReadOnlyList<string> tags, double? threshold)
    {
        IReadOnlyList<RunGroup> groups = RunGroup.Of(runs);
        string[] chosen = tags.Count > 0 ? [.. tags] : Usual([.. runs.Select(static r => r.Run)]);
        return new RunComparison(groups, [.. chosen.Select(tag => MetricComparison.Of(tag, groups, threshold))], RunGroup.Differences(groups));
    }

    /// <summary>What is to be known before the figures are read, a sentence each; none where there is nothing.</summary>
    public IReadOnlyList<string> Notes => ComparisonNotes.Of(Groups, Differences);

    /// <summary>What means of a metric and their intervals are made of: a value for each seed of a group.</summary>
    public IReadOnlyList<double> Draws(MetricComparison metric, int group, Func<RunScore, double?> value) => metric.Draws(group, Groups[group].Seeds, value);

    private static string[] Usual(RunView[] runs)
    {
        string[] judged = [.. s_usual.SelectMany(q => runs.Select(r => r.Primary(q)?.Tag)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return judged.Length > 0 ? judged : [.. runs[0].Metrics.Select(static m => m.Tag).Where(tag => runs.All(r => MetricComparison.Find(r, tag) is not null))];
    }
}
