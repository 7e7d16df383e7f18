using Hamlet.Configuration;

namespace Hamlet.Hosting.Input;

/// <summary>Finds the replay that a command is told of.</summary>
internal static class ReplayName
{
    private const string Folder = "replays";
    private const int MostNamed = 5;

    /// <summary>The file of that name, which may begin with the identifier of a run in place of its directory.</summary>
    /// <exception cref="ConfigException">There is none; of a run, its replays are named.</exception>
    public static string Find(string name)
    {
        if (File.Exists(name))
        {
            return name;
        }

        string[] parts = name.Split('/', '\\');
        if (!Directory.Exists(name) && parts.Length > 1 && !Directory.Exists(parts[0]) && parts[0].Length > 0
            && Path.Combine([RunName.Find(parts[0]), .. parts[1..]]) is var inside && File.Exists(inside))
        {
            return inside;
        }

        if (parts.Length > 1 && !Directory.Exists(name))
        {
            throw UserError.Of($"there is no file '{name}': a run keeps episodes in its '{Folder}' with metrics: {{ replay_storage: true }}, hamlet eval --replays in 'evaluation/{Folder}'");
        }

        // A run by itself, or nothing.
        string run;
        try
        {
            run = RunName.Find(name);
        }
        catch (ConfigException)
        {
            throw UserError.Of($"there is neither a file nor a run '{name}': say a file such as RUN/{Folder}/ep10_agent_0.json; hamlet runs lists the runs");
        }

        string[] kept =
        [
            // ep9 before ep10.
            .. new[] { Path.Combine(run, Folder), Path.Combine(run, "evaluation", Folder) }.Where(Directory.Exists)
                .SelectMany(static d => Directory.EnumerateFiles(d, "*.json*").OrderBy(static f => f.Length).ThenBy(static f => f, StringComparer.Ordinal)),
        ];
        throw UserError.Of(kept.Length == 0
            ? $"'{name}' is a run that has kept no episode: metrics: {{ replay_storage: true }} keeps them while it trains, hamlet eval --replays afterwards"
            : $"'{name}' is a run: say which of its {kept.Length} episodes, such as {kept[0]}{Others(kept)}");
    }

    private static string Others(string[] kept) => kept.Length == 1
        ? ""
        : $", or {string.Join(", ", kept.Skip(1).Take(MostNamed).Select(static f => Path.GetFileName(f)))}{(kept.Length > MostNamed + 1 ? "..." : "")} beside it";
}
