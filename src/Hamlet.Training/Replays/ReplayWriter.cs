using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Microsoft.Win32.SafeHandles;

namespace Hamlet.Training.Replays;

/// <summary>
/// Writes episodes to files on a thread of its own. Where the disk is slower than training, training waits: no episode that was sampled
/// is left out. After the first failure nothing more is written and nobody waits.
/// </summary>
internal sealed class ReplayWriter : IDisposable
{
    /// <summary>The directory of the files within that of the run.</summary>
    public const string FolderName = "replays";

    private const int Waiting = 16;

    private readonly string _runDirectory;
    private readonly string _folder;
    private readonly bool _gzip;
    private readonly EnvironmentSpec _spec;
    private readonly Action<Exception>? _onFailed;
    private readonly Func<string, Stream> _create;
    private readonly BlockingCollection<Action> _queue = new(Waiting);
    private readonly List<string> _unsettled = [];
    private readonly Thread _thread;
    private volatile Exception? _failure;
    private bool _folderMade;
    private bool _closed;

    /// <summary>Starts the thread.</summary>
    /// <param name="runDirectory">The directory of the run.</param>
    /// <param name="gzip">Whether files are compressed.</param>
    /// <param name="spec">What the episodes are of.</param>
    /// <param name="onFailed">Told once, on the thread, of the first failure.</param>
    /// <param name="create">Makes a file; null for one of the file system.</param>
    public ReplayWriter(
        string runDirectory, bool gzip, EnvironmentSpec spec, Action<Exception>? onFailed, Func<string, Stream>? create = null)
    {
        _runDirectory = runDirectory;
        _folder = Path.Combine(runDirectory, FolderName);
        _gzip = gzip;
        _spec = spec;
        _onFailed = onFailed;
        _create = create ?? (static path => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read));
        _thread = new Thread(Run) { IsBackground = true, Name = "replays" };
        _thread.Start();
    }

    /// <summary>Why nothing is written any more, or null.</summary>
    public Exception? Failure => _failure;

    /// <summary>Hands an episode over.</summary>
    public void Add(ReplayEpisode episode)
    {
        if (_failure is null)
        {
            _queue.Add(() => Write(episode));
        }
    }

    /// <summary>Waits, when it is called, until everything handed over before this is on the device.</summary>
    public Action BeginSettle()
    {
        if (_closed)
        {
            return static () => { };
        }

        var settled = new ManualResetEventSlim();
        _queue.Add(() =>
        {
            try
            {
                Settle();
            }
            finally
            {
                settled.Set();
            }
        });
        return settled.Wait;
    }

    /// <summary>Deletes an agent's episodes from a number on, and whatever was left unfinished. Before any is handed over.</summary>
    public void DeleteFrom(string agent, long episode)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        string end = $"_{PolicyLocation.SafeName(agent)}.json";
        foreach (string path in Directory.GetFiles(_folder, "ep*" + end + "*"))
        {
            string name = Path.GetFileName(path);
            bool unfinished = name.EndsWith(".tmp", StringComparison.Ordinal);
            int underscore = name.IndexOf('_', StringComparison.Ordinal);
            string rest = name[underscore..];
            if ((rest == end || rest == end + ".gz" || unfinished)
                && long.TryParse(name.AsSpan(2, underscore - 2), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                && (number >= episode || unfinished))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Waits until everything is written.</summary>
    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
    }

    private void Run()
    {
        foreach (Action work in _queue.GetConsumingEnumerable())
        {
            try
            {
                work();
            }
            catch (Exception reason) when (_failure is null)
            {
                _failure = reason;
                _onFailed?.Invoke(reason);
            }
            catch (Exception)
            {
                // Told already: what follows from the first failure is no news.
            }
        }
    }

    private void Write(ReplayEpisode episode)
    {
        // Whoever waits for room must get it, also when nothing is written any more.
        if (_failure is not null)
        {
            return;
        }

        MakeFolder();
        string path = Path.Combine(_folder, $"ep{episode.Number}_{PolicyLocation.SafeName(episode.Agent)}.json{(_gzip ? ".gz" : "")}");
        string unfinished = path + ".tmp";
        try
        {
            WriteFile(unfinished, episode);

            // A file of that name is a whole episode, whenever one looks.
            File.Move(unfinished, path, overwrite: true);
            _unsettled.Add(path);
        }
        catch
        {
            TryDelete(unfinished);
            throw;
        }
    }

    // Not at each episode: a device takes longer for that than for the episode.
    private void Settle()
    {
        if (_failure is not null)
        {
            return;
        }

        foreach (string path in _unsettled)
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(file);
        }

        _unsettled.Clear();
    }

    // Once: a folder that somebody removes during the run is a failure to report and not to be made anew, as for every other output.
    private void MakeFolder()
    {
        if (_folderMade)
        {
            return;
        }

        if (!Directory.Exists(_runDirectory))
        {
            throw new DirectoryNotFoundException($"The run's directory '{_runDirectory}' is gone.");
        }

        Directory.CreateDirectory(_folder);
        _folderMade = true;
    }

    private void WriteFile(string path, ReplayEpisode episode)
    {
        using Stream file = _create(path);
        if (_gzip)
        {
            using var packed = new GZipStream(file, CompressionLevel.Fastest);
            ReplayJson.Write(packed, episode, _spec);
        }
        else
        {
            ReplayJson.Write(file, episode, _spec);
        }
    }

    // Half an episode helps nobody. Where it cannot be deleted either, the first reason is the one to report.
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
        }
    }
}
