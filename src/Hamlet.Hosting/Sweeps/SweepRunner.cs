using System.Globalization;
using Hamlet.Hosting.Display;
using Hamlet.Hosting.Input;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Sweeps;

/// <summary>Trains the runs of a sweep, some at once, each in a process of its own; what is finished is not trained again.</summary>
/// <param name="io">Where it prints.</param>
/// <param name="sweep">The sweep.</param>
/// <param name="logDirectory">The directory of all runs.</param>
/// <param name="parallel">How many run at once.</param>
/// <param name="quiet">Whether it prints nothing but errors.</param>
internal sealed class SweepRunner(HostIo io, Sweep sweep, string logDirectory, int parallel, bool quiet)
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly SweepRuns _runs = new(sweep, logDirectory, io.Time);
    private readonly Dictionary<int, SweepResult> _results = sweep.Trials.ToDictionary(static t => t.Index, static t => new SweepResult(t));
    private SweepLedger _ledger = null!;
    private int _begun;

    /// <summary>How many runs failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Trains all rounds; what is there when the token is cancelled stands in the results.</summary>
    public async Task<IReadOnlyList<SweepResult>> RunAsync(CancellationToken token)
    {
        _ledger = new SweepLedger(_runs.Directory);
        bool max = sweep.Options.Mode == CheckpointMode.Max;
        SweepTrial[] alive = [.. sweep.Trials];
        for (int rung = 0; rung < sweep.Rungs.Count && !token.IsCancellationRequested; rung++)
        {
            int round = rung;
            if (rung > 0)
            {
                alive = [.. SweepResult.Ranked(alive.Select(t => _results[t.Index]), max)
                    .Where(static r => r.Score is not null).Take(sweep.Rungs[rung].Trials).Select(static r => r.Trial)];
            }

            Say(sweep.Rungs.Count == 1
                ? $"Sweep '{sweep.Name}': {alive.Length} trials, {Jobs(alive).Count} runs, {parallel} at once, in '{_runs.Directory}'."
                : string.Create(CultureInfo.InvariantCulture, $"Round {rung + 1} of {sweep.Rungs.Count}: {alive.Length} trials, {sweep.Rungs[rung].Steps:N0} steps each."));
            var scores = new double?[sweep.Jobs.Count];
            var paths = new string[sweep.Jobs.Count];
            _begun = 0;
            var work = new Queue<SweepJob>(Jobs(alive));
            int all = work.Count;
            await Task.WhenAll(Enumerable.Range(0, Math.Min(parallel, all)).Select(_ => Task.Run(
                async () =>
                {
                    while (Take(work, token) is { } job)
                    {
                        (paths[job.Index], scores[job.Index]) = await RunAsync(job, round, all, token).ConfigureAwait(false);
                    }
                },
                CancellationToken.None))).ConfigureAwait(false);
            foreach (SweepTrial trial in alive)
            {
                int[] own = [.. Jobs([trial]).Select(static j => j.Index)];
                if (rung == 0 || own.Any(i => scores[i] is not null))
                {
                    _results[trial.Index] = new SweepResult(trial) { Rung = rung, Scores = [.. own.Select(i => scores[i])], Runs = [.. own.Select(i => paths[i]).OfType<string>()] };
                }
            }
        }

        return SweepResult.Ranked(_results.Values, max);
    }

    private IReadOnlyList<SweepJob> Jobs(IReadOnlyCollection<SweepTrial> trials)
    {
        HashSet<int> chosen = [.. trials.Select(static t => t.Index)];
        return [.. sweep.Jobs.Where(job => chosen.Contains(job.Trial.Index))];
    }

    private SweepJob? Take(Queue<SweepJob> work, CancellationToken token)
    {
        lock (_lock)
        {
            return token.IsCancellationRequested || work.Count == 0 ? null : work.Dequeue();
        }
    }

    private async Task<(string Path, double? Score)> RunAsync(SweepJob job, int rung, int all, CancellationToken token)
    {
        Experiment experiment = sweep.Experiment(job, rung);
        RunConfiguration configuration = RunConfiguration.Of(experiment);
        if (Known(configuration) is { } known)
        {
            Tell(job, all, known.Score, "finished before");
            return known;
        }

        // A process that an earlier sweep left behind, or one on another machine.
        while (_runs.Find(configuration) is { State: RunState.Running } && !token.IsCancellationRequested)
        {
            await Task.Delay(s_poll, CancellationToken.None).ConfigureAwait(false);
        }

        // One word for all, where every process would say it of its own run.
        OutputFile.CheckRuns(_runs.Directory);
        long began = io.Time.GetTimestamp();
        (int exitCode, string error) = _runs.Find(configuration) is { } done && SweepRuns.IsDone(done, experiment)
            ? (ExitCode.Done, "")
            : token.IsCancellationRequested ? (ExitCode.Terminated, "") : await SweepProcess.RunAsync(io.Self, Arguments(job, rung), Processors(), token).ConfigureAwait(false);
        if (_runs.Find(configuration) is { State: RunState.Completed } run && exitCode == ExitCode.Done)
        {
            double? score = sweep.Score(run);
            string path = Path.GetRelativePath(_runs.Directory, run.Path);
            lock (_lock)
            {
                _ledger.Add(configuration, path, score);
            }

            Tell(job, all, score, ProgressText.Time(io.Time.GetElapsedTime(began)));
            return (run.Path, score);
        }

        if (exitCode is not (ExitCode.Interrupted or ExitCode.Terminated))
        {
            lock (_lock)
            {
                Failed++;
                io.Error.WriteLine($"hamlet: error: run {job.Index} ({job}) failed with exit code {exitCode}: {(error.Length > 0 ? error : "it said nothing")}");
            }
        }

        return (_runs.Find(configuration)?.Path ?? "", null);
    }

    private (string Path, double? Score)? Known(RunConfiguration configuration)
    {
        lock (_lock)
        {
            return _ledger.TryGet(configuration, out string run, out double? score) && Directory.Exists(Path.Combine(_runs.Directory, run))
                ? (Path.Combine(_runs.Directory, run), score)
                : null;
        }
    }

    private string[] Arguments(SweepJob job, int rung) =>
    [
        "sweep", sweep.File, "--only", job.Index.ToString(CultureInfo.InvariantCulture), "--round", (rung + 1).ToString(CultureInfo.InvariantCulture),
        "--log-dir", logDirectory, "--quiet", "--while-input",
    ];

    private int Processors() => Math.Max(1, Environment.ProcessorCount / parallel);

    private void Tell(SweepJob job, int all, double? score, string how)
    {
        lock (_lock)
        {
            string result = score is { } number ? number.ToString("0.##", CultureInfo.InvariantCulture) : "no result";
            Say(string.Create(CultureInfo.InvariantCulture, $"[{++_begun}/{all}] {job}: {result} ({how})"));
        }
    }

    private void Say(string line)
    {
        if (!quiet)
        {
            io.Out.WriteLine(line);
        }
    }
}
