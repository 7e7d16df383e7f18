using Hamlet.Configuration;

namespace Hamlet.Training.Initialization;

/// <summary>Where an agent's first weights come from: <c>init_from: RUN[@CHECKPOINT]</c>.</summary>
/// <param name="Run">The directory of the other run.</param>
/// <param name="Checkpoint"><c>best</c>, <c>latest</c>, or the number of a checkpoint.</param>
/// <param name="Source">Where that was said.</param>
public sealed record InitialWeights(string Run, string Checkpoint, ConfigSpan Source)
{
    private const string Latest = "latest";

    /// <summary>Reads what stands in a file.</summary>
    /// <param name="text">The run, with <c>@</c> and a checkpoint or without; without, the latest.</param>
    /// <param name="source">Where it stands; a path is relative to that file, on the command line to the working directory.</param>
    /// <exception cref="ConfigException">It names no run.</exception>
    public static InitialWeights Parse(string text, ConfigSpan source)
    {
        int at = text.LastIndexOf('@');
        string run = at < 0 ? text : text[..at];
        if (run.Length == 0 || run.Contains('\0', StringComparison.Ordinal))
        {
            throw new ConfigException(source, "'init_from' names no run: write the path of one, or null for random weights");
        }

        return new InitialWeights(Path.GetFullPath(Path.Combine(source.Folder, run)), at < 0 ? Latest : text[(at + 1)..], source);
    }

    /// <summary>As it is written down with a run: what the path is relative to is another place there.</summary>
    public override string ToString() => $"{Run}@{Checkpoint}";
}
