using Hamlet.Configuration;

namespace Hamlet.Training.Runs;

/// <summary>
/// The runs below a directory, however deep: finds them, and says how each stands. It changes nothing, and no run is too damaged to be listed.
/// </summary>
/// <param name="directory">A directory with runs in it, however deep, or that of a run.</param>
/// <param name="time">The clock that tells how long a run has been at work; null for the system's.</param>
public sealed class ExperimentManager(string directory, TimeProvider? time = null)
{
    private const string InfoName = "run.json";
    private const string ConfigurationName = "config.yaml";

    // Links are not followed, so that a search ends; hidden directories are passed over, as by default.
    private static readonly EnumerationOptions s_readable = new()
    {
        IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Whether a directory is that of a run.</summary>
    public static bool IsRun(string path) =>
        File.Exists(Path.Combine(path, InfoName)) || (File.Exists(Path.Combine(path, ConfigurationName)) && Directory.Exists(path) && !IsMlflowCopy(path));

    /// <summary>All runs, the newest first; none where the directory does not exist.</summary>
    public IReadOnlyList<RunSummary> List() =>
    [
        .. Runs().Select(Describe)
            .OrderByDescending(static r => r.Id, StringComparer.Ordinal).ThenBy(static r => r.Path, StringComparer.Ordinal),
    ];

    /// <summary>The runs of an experiment, the newest first.</summary>
    public IReadOnlyList<RunSummary> List(string experiment) => [.. List().Where(r => r.Experiment == experiment)];

    /// <summary>The directory of a run that is named by its path, or by its identifier below this directory.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none; the message has the nearest name.</exception>
    public string Find(string run)
    {
        string path = run.Length > 1 ? run.TrimEnd('/', Path.DirectorySeparatorChar) : run;
        if (IsRun(path))
        {
            return path;
        }

        string[] all = [.. Runs()];
        if (all.FirstOrDefault(r => Path.GetFileName(r) == path) is { } byId)
        {
            return byId;
        }

        if (Directory.Exists(path) && new ExperimentManager(path).Runs().FirstOrDefault() is { } inside)
        {
            throw new DirectoryNotFoundException($"'{run}' is no run but has some in it, such as '{inside}'");
        }

        string? nearest = NearestName.Find(path, all.Select(Path.GetFileName).OfType<string>().Concat(Beside(path)));
        throw new DirectoryNotFoundException($"there is no run '{run}'{(nearest is null ? ": say its directory, or its identifier; hamlet runs lists them" : $", did you mean '{nearest}'?")}");
    }

    /// <summary>How a run stands.</summary>
    /// <param name="path">Its directory.</param>
    public RunSummary Describe(string path)
    {
        var summary = new RunSummary
        {
            Path = path,
            Id = Path.GetFileName(Path.GetFullPath(path)),
            Experiment = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "",
            State = RunState.Damaged,
        };
        try
        {
            RunInfo info = new RunInfoFile(Path.Combine(path, InfoName)).Read();
            RunState state = StateOf(info);
            return summary with { Experiment = info.Experiment, State = state, Reason = info.Reason, Info = info, Duration = DurationOf(info, state) };
        }
        catch (FileNotFoundException)
        {
            return summary with { Reason = $"'{InfoName}' is missing" };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return summary with { Reason = e.Message };
        }
    }

    private RunState StateOf(RunInfo info) => info.Status switch
    {
        RunStatus.Completed => RunState.Completed,
        RunStatus.Interrupted => RunState.Interrupted,
        RunStatus.Failed => RunState.Failed,
        _ => RunProcess.IsAlive(info, _time) ? RunState.Running : RunState.Died,
    };

    private TimeSpan? DurationOf(RunInfo info, RunState state) => state switch
    {
        // What it was stopped for in between is no part of it.
        RunState.Running when info is { Seconds: > 0, ProcessStarted: { } again } => TimeSpan.FromSeconds(info.Seconds) + (_time.GetUtcNow() - again),
        RunState.Running => _time.GetUtcNow() - info.StartedAt,
        _ when info.Seconds > 0 => TimeSpan.FromSeconds(info.Seconds),
        _ => info.EndedAt - info.StartedAt,
    };

    // MLflow keeps copies of what a run has, the configuration among them, in its own directory of that run.
    private static bool IsMlflowCopy(string path) =>
        Path.GetFileName(path) == "artifacts" && File.Exists(Path.Combine(path, "..", "meta.yaml"));

    private IEnumerable<string> Runs() => Runs(directory);

    // However deep they are: a sweep's stand in its own directory, an experiment's in that of its name. In a run there are no others.
    private static IEnumerable<string> Runs(string path) => IsRun(path) ? [path] : Below(path).SelectMany(Runs);

    // The runs in whose company a mistyped one would be.
    private static IEnumerable<string> Beside(string path)
    {
        string parent = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        return Below(parent).Where(IsRun).Select(found => Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileName(found)));
    }

    private static IEnumerable<string> Below(string path) =>
        Directory.Exists(path) ? Directory.EnumerateDirectories(path, "*", s_readable).Order(StringComparer.Ordinal) : [];
}
