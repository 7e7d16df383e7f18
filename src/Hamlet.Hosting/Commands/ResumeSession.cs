using Hamlet.Configuration;
using Hamlet.Hosting.Input;
using Hamlet.Metrics;
using Hamlet.Training;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Commands;

/// <summary>Goes on with a run: in the same directory, from a checkpoint, as if it had never stopped.</summary>
/// <param name="io">Where it prints.</param>
/// <param name="quiet">Whether it prints nothing but errors.</param>
internal sealed class ResumeSession(HostIo io, bool quiet)
{
    private const string Latest = "latest";
    private const int Looks = 20;

    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>What was asked for with <c>--live</c>.</summary>
    public LiveRequest? Live { get; init; }

    /// <summary>The sweep that the run is one of; null for none.</summary>
    public SweepMembership? Sweep { get; init; }

    /// <summary>Goes on.</summary>
    /// <param name="path">The directory of the run.</param>
    /// <param name="which">Which checkpoint; null for the latest, and for nothing where the run is finished.</param>
    /// <param name="assignments">What is changed of the configuration.</param>
    public async Task<int> RunAsync(string path, string? which, IReadOnlyList<string> assignments)
    {
        RunLock? taken = await TakeAsync(path).ConfigureAwait(false);
        RunSummary summary = new ExperimentManager(path, io.Time).Describe(path);
        if (taken is null || summary.State == RunState.Running)
        {
            taken?.Dispose();
            throw UserError.Of($"'{path}' is at work, in {(summary.State == RunState.Running ? $"process {summary.Info!.ProcessId}" : "another process")}");
        }

        using (taken)
        {
            return summary.State == RunState.Completed && which is null && assignments.Count == 0
                ? SayFinished(io, path)
                : await GoOnAsync(path, which, assignments, summary, taken).ConfigureAwait(false);
        }
    }

    /// <summary>There is nothing to go on with.</summary>
    public static int SayFinished(HostIo io, string path)
    {
        io.Out.WriteLine($"'{path}' is finished: there is nothing to resume. With --set, as of training.total_steps, it goes on.");
        return ExitCode.Done;
    }

    private async Task<int> GoOnAsync(string path, string? which, IReadOnlyList<string> assignments, RunSummary summary, RunLock taken)
    {
        var source = new ExperimentSource { File = Path.Combine(path, RunConfiguration.FileName), Assignments = assignments };
        Experiment experiment = source.Load(io.Catalog) with { Sweep = Sweep };
        using RunDirectory run = RunDirectory.Open(path, experiment, taken);
        CheckpointContent? from;
        try
        {
            from = Load(run, experiment, which);
        }
        catch (CheckpointException e)
        {
            io.Error.WriteLine($"hamlet: error: {e.Message}");
            // Asked for by name it is not there; else what there is cannot be read.
            return which is null ? ExitCode.Failed : ExitCode.WrongInput;
        }

        if (from is null)
        {
            if (!quiet)
            {
                io.Out.WriteLine($"'{path}' has no checkpoint: it begins once more.");
            }

            run.Clear();
        }
        else
        {
            Compare(from, run, [.. summary.Info?.Changes ?? [], .. assignments]);
            if (assignments.Count > 0)
            {
                CheckFit(from, experiment, (source with { Assignments = [] }).Load(io.Catalog).Options.Seed);
            }

            if (!quiet)
            {
                io.Out.WriteLine($"Resumes '{path}' from step {from.Info.Step}.");
            }
        }

        if (assignments.Count > 0)
        {
            run.Configuration.WriteTo(path);
        }

        return await new RunExecution(io, quiet, experiment, run) { Earlier = summary.Info, From = from, Changes = assignments, Live = Live }
            .RunAsync().ConfigureAwait(false);
    }

    // A restart loop may be faster than the end of the process that was killed, whose memory is still being given back.
    private async Task<RunLock?> TakeAsync(string path)
    {
        try
        {
            RunLock? taken = RunLock.TryTake(path);
            for (int look = 0; taken is null && look < Looks; look++)
            {
                await Task.Delay(s_betweenLooks, io.Time).ConfigureAwait(false);
                taken = RunLock.TryTake(path);
            }

            return taken;
        }
        catch (Exception e) when (UserError.IsFileError(e))
        {
            throw UserError.Of($"cannot go on in '{path}', which cannot be written: {e.Message}");
        }
    }

    /// <summary>
    /// Refuses changes with which the checkpoint cannot go on, before anything is written: a trainer without outputs takes up its state and is let go.
    /// </summary>
    private static void CheckFit(CheckpointContent from, Experiment experiment, ulong seed)
    {
        if (experiment.Options.Seed != seed)
        {
            throw UserError.Of(
                $"experiment.seed={experiment.Options.Seed} changes nothing any more: the run goes on with the random numbers that follow from its seed, {seed}. Train anew with it");
        }

        if (experiment.Training.TotalSteps < from.Info.Step)
        {
            throw UserError.Of(
                $"training.total_steps={experiment.Training.TotalSteps} lies behind the checkpoint of step {from.Info.Step}: choose more, or an earlier one with --checkpoint");
        }

        try
        {
            using var trial = Trainer.Create(experiment);
            trial.Resume(from);
        }
        catch (CheckpointException e)
        {
            throw UserError.Of($"{e.Message} Nothing was changed: what --set may change is what the checkpoint does not hold, such as training.total_steps or a learning rate");
        }
    }

    // Null where the run never came to a checkpoint.
    private CheckpointContent? Load(RunDirectory run, Experiment experiment, string? which)
    {
        using var manager = new CheckpointManager(
            run.Path, new CheckpointRun(run.Id, run.Configuration.Text, ""), experiment.Checkpoints, io.Time);
        if (manager.All.Count == 0 && manager.Damaged.Count == 0 && which is null or Latest)
        {
            return null;
        }

        CheckpointContent content = manager.Load(which ?? Latest);
        foreach (CheckpointException damaged in manager.Damaged)
        {
            io.Error.WriteLine($"hamlet: warning: {damaged.Message}");
        }

        return content;
    }

    /// <summary>Refuses a configuration that is another than the checkpoint's, but for what the user says is to change.</summary>
    private static void Compare(CheckpointContent from, RunDirectory run, string[] allowed)
    {
        var span = new ConfigSpan(Path.Combine(run.Path, RunConfiguration.FileName), 0, 0);
        List<ConfigError> errors =
        [
            .. ConfigurationDifference.Between(from.Run.Configuration, run.Configuration.Text)
                .Where(difference => !allowed.Any(difference.IsOf))
                .Select(difference => new ConfigError(
                    span, $"{difference}, since the checkpoint of step {from.Info.Step}; to change it, say --set {difference.Key}={difference.Now}")),
        ];
        foreach ((string name, string hash) in from.Run.Files)
        {
            if (run.Configuration.Files.TryGetValue(name, out string? now) && now != hash)
            {
                errors.Add(new ConfigError(span, $"'{name}' beside it has changed since the checkpoint of step {from.Info.Step}"));
            }
        }

        if (errors.Count > 0)
        {
            throw new ConfigException(errors);
        }
    }
}
