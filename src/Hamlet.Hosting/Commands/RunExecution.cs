using System.Diagnostics;
using Hamlet.Configuration;
using Hamlet.Hosting.Display;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.Training;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Commands;

/// <summary>Trains in the directory of a run, from its beginning or from a checkpoint, and tells how it went.</summary>
/// <param name="io">Where it prints.</param>
/// <param name="quiet">Whether it prints nothing but errors.</param>
/// <param name="experiment">What runs.</param>
/// <param name="run">Where.</param>
internal sealed class RunExecution(HostIo io, bool quiet, Experiment experiment, RunDirectory run)
{
    /// <summary>What an earlier process said of the run; null for a new one.</summary>
    public RunInfo? Earlier { get; init; }

    /// <summary>Where to go on; null to begin.</summary>
    public CheckpointContent? From { get; init; }

    /// <summary>What is changed of the configuration, as assignments.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>What was asked for with <c>--live</c>.</summary>
    public LiveRequest? Live { get; init; }

    /// <summary>What the user is warned of, for the log.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public async Task<int> RunAsync()
    {
        using var log = new RunLog(run.Path, io.Time);
        foreach (string warning in Warnings)
        {
            log.Write(warning);
        }

        using var signals = new Signals(io.Stop) { OnFirst = () => SayThatItStops(log) };
        return await TrainAsync(log, signals).ConfigureAwait(false);
    }

    private async Task<int> TrainAsync(RunLog log, Signals signals)
    {
        var failures = new RunFailures(io, log);
        RunInfo info = Describe();
        run.Info.Write(info);
        try
        {
            using RunOutputs outputs = RunOutputs.Open(experiment, run, failures, io.Time, Live);
            using var trainer = Trainer.Create(experiment, outputs.Log, new TrainerOutput(run.Path)
            {
                RunId = run.Id,
                Changed = Changes.Count > 0,
                Configuration = run.Configuration.Text,
                ConfigurationFiles = run.Configuration.Files,
                Time = io.Time,
                OnFailed = failures.Report,
                OnCheckpointFailed = failures.Report,
            });
            trainer.OnWarning = failures.Warn;
            info = info with { Backend = trainer.Backend };
            run.Info.Write(info);
            Resume(trainer, log, failures);
            Watch(trainer, outputs);
            log.Write($"{experiment.Options.Name}: {trainer.Environment.Name} on {trainer.Backend}, seed {experiment.Options.Seed}");
            TellBackend(trainer, log);

            TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
            // A bar drawn again and again and an output's own lines would tear each other.
            HostIo display = io with { Terminal = io.Terminal && !outputs.UseTerminal };
            TrainingResult result;
            using (new RunHeartbeat(run.Info, info, trainer.Status, io.Time))
            {
                result = await ProgressDisplay.For(display, quiet, experiment, log)
                    .RunAsync(trainer.Status, () => trainer.TrainAsync(signals.Token)).ConfigureAwait(false);
            }

            processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
            outputs.Log.Dispose();

            string[] failed =
                [.. outputs.Log.Failures.Concat(result.FailedOutputs).DistinctBy(static f => f.Name).Select(static f => f.ToString())];
            AgentInfo[] agents = [.. result.Agents.Select(AgentInfo.Of)];
            string? lost = WhatIsLost(trainer, result);
            bool isKept = KeepInfo(info with
            {
                LastReturn = agents.Average(static a => a.LastReturn),
                BestReturn = agents.Average(static a => a.BestReturn),
                Status = result.Interrupted ? RunStatus.Interrupted : lost is null ? RunStatus.Completed : RunStatus.Failed,
                Reason = lost ?? result.StopReason,
                EndedAt = io.Time.GetUtcNow(),
                Steps = result.Steps,
                Episodes = result.Agents.Sum(static a => a.Episodes),
                Seconds = info.Seconds + result.Elapsed.TotalSeconds,
                Agents = agents,
                FailedOutputs = failed,
            });
            foreach (string line in ClosingReport.Lines(run, result, processor, failed, outputs.OpenCommands))
            {
                log.Write(line);
                if (!quiet)
                {
                    io.Out.WriteLine(line);
                }
            }

            if (lost is not null)
            {
                log.Write(lost);
                io.Error.WriteLine($"hamlet: error: {lost}");
            }

            return result.Interrupted ? signals.ExitCode : lost is null && isKept ? ExitCode.Done : ExitCode.Failed;
        }
        catch (ConfigException e)
        {
            log.Write(e.InnerException is null ? e.Message : e.ToString());
            KeepInfo(info with { Status = RunStatus.Failed, Reason = e.Message, EndedAt = io.Time.GetUtcNow() });
            throw;
        }
        catch (Exception e)
        {
            string reason = e is CheckpointException ? ExceptionText.Message(e) : ExceptionText.Describe(e);
            log.Write(e.ToString());
            KeepInfo(info with { Status = RunStatus.Failed, Reason = reason, EndedAt = io.Time.GetUtcNow() });
            io.Error.WriteLine($"hamlet: error: training failed: {reason}. The whole story is in {Path.Combine(run.Path, "log.txt")}.");
            return ExitCode.Failed;
        }
    }

    /// <summary>What a restart would have to learn again, although training is done: who looks at the exit code alone must not take it for saved.</summary>
    private static string? WhatIsLost(Trainer trainer, TrainingResult result)
    {
        if (trainer.Checkpoints is not { } checkpoints || checkpoints.Latest?.Step == result.Steps)
        {
            return null;
        }

        string left = checkpoints.Latest is { } latest
            ? $"hamlet resume goes on from the checkpoint of step {latest.Step}"
            : "there is no checkpoint, so that hamlet resume begins once more";
        return $"training came to step {result.Steps}, which could not be saved: {left}.";
    }

    private void SayThatItStops(RunLog log)
    {
        const string Line = "Stops after this step and saves a checkpoint; a second signal ends it at once.";
        log.Write(Line);
        if (!quiet)
        {
            io.Error.WriteLine(Line);
        }
    }

    private void Watch(Trainer trainer, RunOutputs outputs)
    {
        foreach (IWatchingSink watching in outputs.Watching)
        {
            trainer.Watch(watching.Watcher);
            if (!quiet && watching.Notice is { } notice)
            {
                io.Out.WriteLine(notice);
            }
        }
    }

    // Nobody is told of the processor who asked for nothing else.
    private void TellBackend(Trainer trainer, RunLog log)
    {
        if (experiment.BackendChoice is null && experiment.BackendHost.Type == new BackendHostOptions().Type)
        {
            return;
        }

        string line = $"Backend: {trainer.Backend}{(experiment.BackendChoice is { } choice ? $" ({choice})" : "")}";
        log.Write(line);
        if (!quiet)
        {
            io.Out.WriteLine(line);
        }
    }

    private void Resume(Trainer trainer, RunLog log, RunFailures failures)
    {
        if (From is not { } from)
        {
            return;
        }

        trainer.Resume(from);
        log.Write($"resumed from the checkpoint of step {from.Info.Step}");
        if (from.Run.Backend != trainer.Backend)
        {
            failures.Warn($"the checkpoint was taken on {from.Run.Backend}, and {trainer.Backend} may round otherwise: the run is not bit for bit the one it would have been");
        }

        if (!from.Info.HasReplay)
        {
            failures.Warn("the checkpoint has no replay: agents that learn from it collect it anew, and the run is not the one it would have been");
        }
    }

    /// <summary>Writes how the run ended. Where that is not possible, as with a full disk, training is no less done.</summary>
    /// <returns>Whether it was possible.</returns>
    private bool KeepInfo(RunInfo info)
    {
        try
        {
            run.Info.Write(info);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            io.Error.WriteLine($"hamlet: error: how the run ended could not be written: {e.Message}");
            return false;
        }
    }

    private RunInfo Describe() => RunProcess.Claim(
        new RunInfo
        {
            Experiment = experiment.Options.Name,
            RunId = run.Id,
            Status = RunStatus.Running,
            Seed = experiment.Options.Seed,
            Version = ProgramInfo.Version,
            Runtime = ProgramInfo.Runtime,
            Backend = "",
            ProcessId = 0,
            StartedAt = Earlier?.StartedAt ?? io.Time.GetUtcNow(),
            Seconds = Earlier?.Seconds ?? 0,
            Steps = From?.Info.Step ?? 0,
            Episodes = From?.Info.Episodes ?? 0,
            Resumes = Earlier is null ? 0 : Earlier.Resumes + 1,
            Changes = [.. Earlier?.Changes ?? [], .. Changes],
        },
        io.Time);
}
