using System.Text.Json;

namespace Hamlet.Outputs.Remote;

/// <summary>
/// How far a file of what a server is to get has been sent: <c>uploads/NAME.json</c> in the run's directory. It holds no secret. By it
/// <c>hamlet sync</c> finds what is left, and a resumed run what it need not say again.
/// </summary>
internal sealed record UploadState
{
    /// <summary>The directory of these files within that of the run.</summary>
    public const string FolderName = "uploads";

    /// <summary>What kind of server: <c>wandb</c> or <c>mlflow</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The server's address.</summary>
    public required string Server { get; init; }

    /// <summary>The file that is sent, relative to the run's directory.</summary>
    public required string Spool { get; init; }

    /// <summary>Up to which byte the server has said that it has it.</summary>
    public long Sent { get; init; }

    /// <summary>Up to which byte it may have it: what an answer was awaited for when this was written.</summary>
    public long InFlight { get; init; }

    /// <summary>Whether the server knows that the run is over.</summary>
    public bool Complete { get; init; }

    /// <summary>What the server answered, such as the run's identifier there.</summary>
    public Dictionary<string, string> Values { get; init; } = [];

    /// <summary>The file of a name.</summary>
    public static string PathOf(string runDirectory, string name) => Path.Combine(runDirectory, FolderName, name + ".json");

    /// <summary>The files whose names begin so, the newest first.</summary>
    public static IEnumerable<string> Newest(string runDirectory, string prefix)
    {
        string folder = Path.Combine(runDirectory, FolderName);
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, prefix + "*.json").OrderByDescending(File.GetLastWriteTimeUtc).ThenBy(static path => path, StringComparer.Ordinal)
            : [];
    }

    /// <summary>Reads a file.</summary>
    /// <returns>It, or null if there is none, or one that a crash has damaged: then all is sent again, which does no harm.</returns>
    public static UploadState? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), UploadJson.Default.UploadState) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>It for a file that was cut to a length and goes on.</summary>
    public UploadState CutTo(long length) => this with { Sent = Math.Min(Sent, length), InFlight = Math.Min(InFlight, length), Complete = false };

    /// <summary>Replaces a file.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string aside = path + ".tmp";
        File.WriteAllBytes(aside, JsonSerializer.SerializeToUtf8Bytes(this, UploadJson.Default.UploadState));
        File.Move(aside, path, overwrite: true);
    }
}
