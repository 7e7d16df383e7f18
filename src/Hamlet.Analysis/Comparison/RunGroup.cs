using Hamlet.Analysis.Diagnoses;

namespace Hamlet.Analysis.Comparison;

/// <summary>Runs with the same configuration apart from the seed.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Runs">They.</param>
/// <param name="Config">What they have in common.</param>
/// <param name="Seeds">The seed of each; null where it is not known.</param>
internal sealed record RunGroup(string Name, IReadOnlyList<RunView> Runs, IReadOnlyDictionary<string, string> Config, IReadOnlyList<string?> Seeds)
{
    /// <summary>Puts runs together. A run of which no configuration is known stands alone.</summary>
    public static IReadOnlyList<RunGroup> Of(IReadOnlyList<(string Name, RunView Run)> runs)
    {
        var groups = new List<(string Key, List<(string Name, RunView Run, string? Seed)> Runs, IReadOnlyDictionary<string, string> Config)>();
        foreach ((string name, RunView run) in runs)
        {
            IReadOnlyDictionary<string, string> whole = RunConfig.Read(run.Data);
            string? seed = RunConfig.Seed(whole);
            var config = whole.Where(static p => !RunConfig.IsSeed(p.Key)).ToDictionary(StringComparer.Ordinal);
            string key = config.Count == 0 ? $"\0{groups.Count}" : string.Join('\n', config.Select(static p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal));
            int at = groups.FindIndex(g => g.Key == key);
            if (at < 0)
            {
                groups.Add((key, [(name, run, seed)], config));
            }
            else
            {
                groups[at].Runs.Add((name, run, seed));
            }
        }

        return
        [
            .. groups.Select(static g => new RunGroup(
                g.Runs.Count == 1 ? g.Runs[0].Name : $"{g.Runs[0].Name} and {g.Runs.Count - 1} more", [.. g.Runs.Select(static r => r.Run)], g.Config, [.. g.Runs.Select(static r => r.Seed)])),
        ];
    }

    /// <summary>The keys whose values differ between groups, with the value of each; a text of a dash where a group has none.</summary>
    public static IReadOnlyList<(string Key, string[] Values)> Differences(IReadOnlyList<RunGroup> groups) =>
    [
        .. groups.SelectMany(static g => g.Config.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(key => (key, groups.Select(g => g.Config.GetValueOrDefault(key, "-")).ToArray()))
            .Where(static d => d.Item2.Distinct(StringComparer.Ordinal).Count() > 1),
    ];
}
