using System.Globalization;
using System.Security.Cryptography;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Experiments;

namespace Hamlet.Training.Runs;

/// <summary>
/// The directory of a run, <c>log-dir/experiment/yyyyMMdd-HHmmss-id</c>, with the resolved configuration from its first moment on, so
/// that <c>config.yaml</c> alone repeats the run.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    // What a run leaves beside its configuration, run.json and log.txt.
    private static readonly string[] s_folders = [CheckpointManager.FolderName, "csv", "replays", "policies"];
    private static readonly string[] s_files = ["events.out.tfevents.*", "metrics.db*"];

    private readonly RunLock _lock;

    private RunDirectory(string path, RunConfiguration configuration, RunLock taken)
    {
        _lock = taken;
        Path = path;
        Id = System.IO.Path.GetFileName(System.IO.Path.GetFullPath(path));
        Configuration = configuration;
        Info = new RunInfoFile(System.IO.Path.Combine(path, "run.json"));
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>The run's identifier, the last part of the path.</summary>
    public string Id { get; }

    /// <summary>The resolved configuration, that of <c>config.yaml</c>.</summary>
    public RunConfiguration Configuration { get; }

    /// <summary>The file <c>run.json</c>.</summary>
    public RunInfoFile Info { get; }

    /// <summary>Makes the directory of a new run and writes its configuration, with the files that it refers to beside it.</summary>
    /// <param name="logDirectory">The directory of all runs; made if it is missing.</param>
    /// <param name="experiment">What will run.</param>
    /// <param name="time">The clock, whose local time names the run.</param>
    /// <exception cref="IOException">The directory cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static RunDirectory Create(string logDirectory, Experiment experiment, TimeProvider time)
    {
        string parent = System.IO.Path.Combine(logDirectory, experiment.Options.Name);
        Directory.CreateDirectory(parent);
        string stamp = time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string path;
        do
        {
            // Two runs of one second differ by their ends; six digits leave one chance in 16 million.
            path = System.IO.Path.Combine(parent, $"{stamp}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}");
        }
        while (Directory.Exists(path));

        Directory.CreateDirectory(path);
        // Before the configuration is there, by which others find it.
        RunLock taken = RunLock.TryTake(path) ?? throw new IOException($"'{path}' is another process's.");
        var run = new RunDirectory(path, RunConfiguration.Of(experiment), taken);
        try
        {
            run.Configuration.WriteTo(path);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>The directory of a run that goes on, with what its configuration is now. Nothing is written.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="experiment">What will run.</param>
    /// <param name="taken">Its lock, which is the object's from here on.</param>
    public static RunDirectory Open(string path, Experiment experiment, RunLock taken) => new(path, RunConfiguration.Of(experiment), taken);

    /// <summary>Lets other processes in again.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>Deletes what the run has left so far, for one that begins once more.</summary>
    public void Clear()
    {
        foreach (string folder in s_folders.Select(name => System.IO.Path.Combine(Path, name)).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (string file in s_files.SelectMany(pattern => Directory.GetFiles(Path, pattern)))
        {
            File.Delete(file);
        }
    }
}
