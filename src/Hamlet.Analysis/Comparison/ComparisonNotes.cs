using Hamlet.Analysis.Reports;

namespace Hamlet.Analysis.Comparison;

/// <summary>What a reader of a comparison could take for more than it is.</summary>
internal static class ComparisonNotes
{
    private const string Settings = "environment.";

    // What names the task: our own key, and those of gymnasium, CleanRL, stable-baselines3 and rl_games.
    private static readonly string[] s_tasks = ["environment.type", "env_id", "gym_id", "env", "env_name", "env.id", "env.name", "params.config.env_name"];

    // Of an environment's settings those that change no reward.
    private static readonly string[] s_harmless = ["environment.num_envs", "environment.type"];

    public static IReadOnlyList<string> Of(IReadOnlyList<RunGroup> groups, IReadOnlyList<(string Key, string[] Values)> differences) =>
        [.. Environments(differences), .. groups.SelectMany(static (group, i) => Seeds(group, ComparisonText.Name(i)))];

    private static IEnumerable<string> Environments(IReadOnlyList<(string Key, string[] Values)> differences)
    {
        (string Key, string[] Values)[] tasks = [.. differences.Where(static d => s_tasks.Contains(d.Key, StringComparer.Ordinal))];
        if (tasks.Length > 0)
        {
            yield return $"The environments differ ({string.Join("; ", tasks.Select(static d => $"{d.Key}: {string.Join(", ", d.Values.Distinct(StringComparer.Ordinal))}"))}): "
                + "their returns and lengths are on different scales, and none is better for being greater.";
            yield break;
        }

        string[] settings =
        [
            .. differences.Select(static d => d.Key)
                .Where(static key => key.StartsWith(Settings, StringComparison.Ordinal) && !s_harmless.Contains(key, StringComparer.Ordinal)),
        ];
        if (settings.Length > 0)
        {
            yield return $"The environments are set up differently ({string.Join(", ", settings)}): their returns may be on different scales.";
        }
    }

    private static IEnumerable<string> Seeds(RunGroup group, string name) => group.Seeds.OfType<string>()
        .GroupBy(static seed => seed, StringComparer.Ordinal)
        .Where(static same => same.Count() > 1)
        .Select(same => $"{same.Count()} runs of {name} have the seed {same.Key}: they repeat one draw, which counts once in a mean and its interval.");
}
