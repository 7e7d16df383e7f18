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
    public static InitialWeights Parse(string text, ConfigSpan source)
    {
        int at = text.LastIndexOf('@');
        string run = at < 0 ? text : text[..at];
        return new InitialWeights(Path.GetFullPath(Path.Combine(source.Folder, run)), at < 0 ? Latest : text[(at + 1)..], source);
    }

    /// <summary>As it is written down with a run: what the path is relative to is another place there.</summary>
    public override string ToString() => $"{Run}@{Checkpoint}";
}
