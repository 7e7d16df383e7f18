namespace Hamlet.Formats.Policies;

/// <summary>Where policies lie in the directories of runs and checkpoints: a file an agent.</summary>
public static class PolicyLocation
{
    /// <summary>The directory within a run that has the policies which training itself kept, in <see cref="Best"/> and <see cref="Latest"/>.</summary>
    public const string FolderName = "policies";

    /// <summary>The directory, within <see cref="FolderName"/>, of what did best in the evaluations during training.</summary>
    public const string Best = "best";

    /// <summary>The directory, within <see cref="FolderName"/>, of what training ended with.</summary>
    public const string Latest = "latest";

    private const string Ending = ".policy" + PolicyFile.Extension;

    /// <summary>The name of an agent's file.</summary>
    public static string FileName(string agent) =>
        string.Concat(agent.Select(static c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c)) + Ending;

    /// <summary>The policy files in a directory itself, in the order of their names; none where there is no such directory.</summary>
    public static IReadOnlyList<string> FilesIn(string directory) => Directory.Exists(directory)
        ? [.. Directory.EnumerateFiles(directory, "*" + Ending).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The file of a policy.</summary>
    /// <param name="path">The file itself, or the directory of a checkpoint or a run.</param>
    /// <param name="agent">Whose, where there are several; null where there is one.</param>
    /// <exception cref="IOException">There is nothing of that name, no policy in it, or several.</exception>
    public static string Find(string path, string? agent = null)
    {
        if (File.Exists(path))
        {
            return path;
        }

        if (!Directory.Exists(path))
        {
            throw new FileNotFoundException($"There is no policy, checkpoint or run '{path}'.", path);
        }

        IReadOnlyList<string> files = FilesOf(path);
        if (files.Count == 0)
        {
            throw new FileNotFoundException($"There is no policy in '{path}'.", path);
        }

        string[] agents = [.. files.Select(static f => Path.GetFileName(f)[..^Ending.Length])];
        int index = agent is null && agents.Length == 1 ? 0 : Array.IndexOf(agents, agent is null ? null : FileName(agent)[..^Ending.Length]);
        return index >= 0
            ? files[index]
            : throw new FileNotFoundException(agent is null
                ? $"'{path}' has the policies of several agents: name one of {string.Join(", ", agents)}."
                : $"'{path}' has no policy of '{agent}', but of {string.Join(", ", agents)}.");
    }

    private static IReadOnlyList<string> FilesOf(string directory)
    {
        string kept = Path.Combine(directory, FolderName);
        return new[] { directory, Path.Combine(kept, Best), Path.Combine(kept, Latest) }
            .Select(FilesIn).FirstOrDefault(static files => files.Count > 0) ?? [];
    }
}
