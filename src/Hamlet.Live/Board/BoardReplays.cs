using System.IO.Compression;
using Hamlet.Analysis.Reading;

namespace Hamlet.Live.Board;

/// <summary>The episodes that a run kept.</summary>
internal static class BoardReplays
{
    private const string Folder = "replays";

    /// <summary>The names of their files, in natural order.</summary>
    public static IReadOnlyList<string> Of(RunFolder run)
    {
        string folder = Path.Combine(run.Path, Folder);
        return Directory.Exists(folder)
            ?
            [
                .. Directory.EnumerateFiles(folder).Select(static f => Path.GetFileName(f))
                    .Where(static f => f.EndsWith(".json", StringComparison.Ordinal) || f.EndsWith(".json.gz", StringComparison.Ordinal))
                    .Order(NaturalOrder.Instance),
            ]
            : [];
    }

    /// <summary>One as JSON; null where there is none of the name, which comes from outside.</summary>
    public static byte[]? Read(RunFolder run, string? name)
    {
        if (name is null || !Of(run).Contains(name))
        {
            return null;
        }

        using FileStream file = File.OpenRead(Path.Combine(run.Path, Folder, name));
        using Stream content = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
