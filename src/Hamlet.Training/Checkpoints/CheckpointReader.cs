using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hamlet.State;

namespace Hamlet.Training.Checkpoints;

/// <summary>
/// Reads the directory of a checkpoint and believes nothing: lengths and hashes are compared before anything is taken from a file, and no
/// more is allocated than the files are long. Nothing in one can name a type or run code.
/// </summary>
internal static class CheckpointReader
{
    /// <summary>The name of the file with the state.</summary>
    public const string StateName = "state.safetensors";

    /// <summary>The name of the file with the resolved configuration.</summary>
    public const string ConfigurationName = "config.yaml";

    private const int MaxConfigurationBytes = 16 << 20;
    private const int HashCharacters = 64;

    /// <summary>Reads what stands in a checkpoint's manifest, and whether all of its files have the lengths that it names.</summary>
    /// <exception cref="CheckpointException">It is damaged, or no checkpoint.</exception>
    public static CheckpointInfo ReadInfo(string path) => Guard(path, () =>
    {
        CheckpointManifest manifest = ReadManifest(path);
        foreach (CheckpointFile file in manifest.Files)
        {
            var actual = new FileInfo(Path.Combine(path, file.Name));
            Expect(actual.Exists, $"'{file.Name}' is missing");
            Expect(actual.Length == file.Bytes, $"'{file.Name}' has {actual.Length} bytes and should have {file.Bytes}");
        }

        return Info(path, manifest);
    });

    /// <summary>Reads a checkpoint as a whole.</summary>
    /// <exception cref="CheckpointException">It is damaged, or no checkpoint.</exception>
    public static CheckpointContent Read(string path) => Guard(path, () =>
    {
        CheckpointManifest manifest = ReadManifest(path);
        foreach (CheckpointFile file in manifest.Files)
        {
            using FileStream stream = Open(path, file.Name);
            Expect(stream.Length == file.Bytes, $"'{file.Name}' has {stream.Length} bytes and should have {file.Bytes}");
            Expect(
                Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256,
                $"'{file.Name}' is not what was written: its SHA-256 is another one");
        }

        string configuration = ReadText(path, ConfigurationName, MaxConfigurationBytes);
        StateTree state = StateFile.Read(Path.Combine(path, StateName));
        var run = new CheckpointRun(manifest.RunId, configuration, manifest.Backend) { Files = manifest.ConfigFiles };
        return new CheckpointContent(Info(path, manifest), run, state);
    });

    private static CheckpointManifest ReadManifest(string path)
    {
        byte[] bytes = ReadBytes(path, CheckpointManifest.FileName, CheckpointManifest.MaxBytes);
        CheckpointManifest manifest = JsonSerializer.Deserialize(bytes, CheckpointJson.Default.CheckpointManifest)
            ?? throw new InvalidDataException($"'{CheckpointManifest.FileName}' holds nothing");
        Expect(
            manifest.Format == CheckpointManifest.CurrentFormat,
            $"it is of the format {manifest.Format}, this version reads {CheckpointManifest.CurrentFormat}; it was written by {manifest.Framework}");
        Expect(manifest is { RunId: not null, ConfigSha256: not null, ConfigFiles: not null, Backend: not null, Metrics: not null, Files: not null }, "its manifest lacks something");
        Expect(manifest.Step >= 0 && manifest.Episodes >= 0, "its manifest counts backwards");
        foreach (CheckpointFile file in manifest.Files!)
        {
            // A name must not lead out of the directory.
            Expect(
                file is { Name: { Length: > 0 } name, Bytes: >= 0, Sha256.Length: HashCharacters } && name == Path.GetFileName(name),
                "its manifest lists what is no file of a checkpoint");
        }

        foreach (string needed in (ReadOnlySpan<string>)[StateName, ConfigurationName])
        {
            Expect(manifest.Files.Count(f => f.Name == needed) == 1, $"its manifest does not list '{needed}' once");
        }

        return manifest;
    }

    private static CheckpointInfo Info(string path, CheckpointManifest manifest) => new()
    {
        Step = manifest.Step,
        Path = path,
        Episodes = manifest.Episodes,
        Time = manifest.Time,
        Bytes = manifest.Files.Aggregate(0L, static (sum, file) => checked(sum + file.Bytes)),
        HasReplay = manifest.Replay,
        Metrics = manifest.Metrics,
    };

    private static string ReadText(string path, string name, int most)
    {
        byte[] bytes = ReadBytes(path, name, most);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
    }

    private static byte[] ReadBytes(string path, string name, int most)
    {
        using FileStream stream = Open(path, name);
        Expect(stream.Length <= most, $"'{name}' has {stream.Length.ToString(CultureInfo.InvariantCulture)} bytes, more than any of its kind");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static FileStream Open(string path, string name) =>
        new(Path.Combine(path, name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16);

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or IOException or UnauthorizedAccessException
            or OverflowException or DecoderFallbackException or NotSupportedException)
        {
            throw new CheckpointException($"The checkpoint '{Path.GetFileName(path)}' cannot be used: {e.Message}", e);
        }
    }

    private static void Expect(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
