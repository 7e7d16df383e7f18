using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hamlet.Training.Checkpoints;

/// <summary>
/// The directory <c>checkpoints</c> of a run: a directory <c>step_N</c> for each, which is whole or not there. It is written aside under
/// another name, flushed to the device file by file and then as a directory, and renamed at last. What a process that died in between left
/// aside is deleted by the next one.
/// </summary>
internal sealed class CheckpointStore(string directory, ICheckpointFiles files)
{
    private const string Prefix = "step_";
    private const string Aside = ".tmp";

    /// <summary>The directory of all checkpoints; it need not exist.</summary>
    public string DirectoryPath => directory;

    /// <summary>Where a checkpoint is or will be.</summary>
    public static string PathOf(string directory, long step) => Path.Combine(directory, Prefix + step.ToString(CultureInfo.InvariantCulture));

    /// <summary>The checkpoints that there are, oldest first, and what looks like one and is damaged, with the reason.</summary>
    public (List<CheckpointInfo> Whole, List<CheckpointException> Damaged) List()
    {
        var whole = new List<CheckpointInfo>();
        var damaged = new List<CheckpointException>();
        foreach ((string path, long step) in Directories())
        {
            try
            {
                CheckpointInfo info = CheckpointReader.ReadInfo(path);
                whole.Add(info.Step == step
                    ? info
                    : throw new CheckpointException($"The checkpoint '{Path.GetFileName(path)}' cannot be used: its manifest is that of step {info.Step}"));
            }
            catch (CheckpointException e)
            {
                damaged.Add(e);
            }
        }

        return (whole, damaged);
    }

    /// <summary>Writes a checkpoint. If this throws, what was there before is there still.</summary>
    public CheckpointInfo Write(CheckpointSnapshot snapshot, CheckpointRun run, bool replay, TimeProvider time)
    {
        string path = PathOf(directory, snapshot.Step);
        string aside = Hidden(path);
        files.CreateDirectory(directory);
        DeleteLeftovers();
        files.Delete(aside);
        try
        {
            files.CreateDirectory(aside);
            byte[] configuration = new UTF8Encoding(false).GetBytes(run.Configuration);
            CheckpointFile[] written =
            [
                WriteFile(aside, CheckpointReader.StateName, stream => StateFile.Write(snapshot.State, stream)),
                WriteFile(aside, CheckpointReader.ConfigurationName, stream => stream.Write(configuration)),
                .. snapshot.Files.Select(file => WriteFile(aside, file.Key, file.Value)),
            ];
            var manifest = new CheckpointManifest
            {
                Format = CheckpointManifest.CurrentFormat,
                Framework = FrameworkVersion.Text,
                RunId = run.Id,
                ConfigSha256 = Convert.ToHexStringLower(SHA256.HashData(configuration)),
                ConfigFiles = run.Files,
                Backend = run.Backend,
                Step = snapshot.Step,
                Episodes = snapshot.Episodes,
                Replay = replay,
                Time = time.GetUtcNow(),
                Metrics = snapshot.Metrics.Where(static m => double.IsFinite(m.Value)).ToDictionary(static m => m.Key, static m => m.Value, StringComparer.Ordinal),
                Files = written,
            };
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(manifest, CheckpointJson.Readable.CheckpointManifest);
            WriteFile(aside, CheckpointManifest.FileName, stream => stream.Write(json));
            files.FlushDirectory(aside);

            // A damaged one of the same number; a whole one is never written again.
            Delete(path);
            files.Move(aside, path);
            files.FlushDirectory(directory);
        }
        catch
        {
            TryDelete(aside);
            throw;
        }

        return CheckpointReader.ReadInfo(path);
    }

    /// <summary>Deletes a checkpoint: at one moment it is whole, at the next it has the name of a leftover.</summary>
    public void Delete(long step) => Delete(PathOf(directory, step));

    /// <summary>Deletes what an earlier process left half written or half deleted. What cannot be deleted now may be another time.</summary>
    public void DeleteLeftovers()
    {
        if (Directory.Exists(directory))
        {
            foreach (string path in Directory.GetDirectories(directory, "." + Prefix + "*" + Aside))
            {
                TryDelete(path);
            }
        }
    }

    private static string Hidden(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, "." + Path.GetFileName(path) + Aside);

    private IEnumerable<(string Path, long Step)> Directories() => !Directory.Exists(directory)
        ? []
        : Directory.GetDirectories(directory, Prefix + "*")
            .Select(static path => (Path: path, Valid: TryStep(Path.GetFileName(path), out long step), Step: step))
            .Where(static entry => entry.Valid)
            .OrderBy(static entry => entry.Step)
            .Select(static entry => (entry.Path, entry.Step));

    // Only the one spelling of a number: step_007 is nobody's.
    private static bool TryStep(string name, out long step) =>
        long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out step)
        && name.AsSpan(Prefix.Length).SequenceEqual(step.ToString(CultureInfo.InvariantCulture));

    private void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            string old = Hidden(path + ".old");
            files.Delete(old);
            files.Move(path, old);
            files.Delete(old);
        }
    }

    private void TryDelete(string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next save or the next process tries again.
        }
    }

    private CheckpointFile WriteFile(string path, string name, Action<Stream> write)
    {
        using Stream file = files.Create(Path.Combine(path, name));
        using var hashing = new HashingStream(file);
        write(hashing);
        files.Flush(file);
        return new CheckpointFile(name, hashing.Length, hashing.Sha256());
    }
}
