using Hamlet.Configuration;
using Hamlet.Hosting.Input;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Commands;

/// <summary>One training from the command line: checks the experiment, and makes its run or finds the one to go on with.</summary>
/// <param name="io">Where it prints.</param>
/// <param name="logDirectory">The directory of all runs.</param>
/// <param name="quiet">Whether it prints nothing but errors.</param>
internal sealed class TrainSession(HostIo io, string logDirectory, bool quiet)
{
    /// <summary>What was asked for with <c>--live</c>.</summary>
    public LiveRequest? Live { get; init; }

    /// <summary>Trains.</summary>
    /// <param name="source">The experiment.</param>
    /// <param name="resume">Whether to go on with the newest unfinished run of the same configuration, if there is one.</param>
    public Task<int> RunAsync(ExperimentSource source, bool resume) => RunAsync(source.Load(io.Catalog), resume);

    /// <summary>Trains.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="resume">Whether to go on with the newest unfinished run of the same configuration, if there is one.</param>
    public async Task<int> RunAsync(Experiment experiment, bool resume)
    {
        IReadOnlyList<ConfigError> warnings = ExperimentCheck.Run(experiment).Warnings;
        HamletHost.Report(warnings, io);
        if (resume)
        {
            RunSummary[] same = [.. Same(experiment)];
            if (same.FirstOrDefault(static r => r.State != RunState.Completed) is { } unfinished)
            {
                return await new ResumeSession(io, quiet) { Live = Live, Sweep = experiment.Sweep }.RunAsync(unfinished.Path, which: null, []).ConfigureAwait(false);
            }

            if (same.Length > 0)
            {
                return quiet ? ExitCode.Done : ResumeSession.SayFinished(io, same[0].Path);
            }
        }

        RunDirectory run;
        try
        {
            run = RunDirectory.Create(logDirectory, experiment, io.Time);
        }
        catch (Exception e) when (UserError.IsFileError(e))
        {
            throw OutputFile.RunError(logDirectory, e);
        }

        using (run)
        {
            return await new RunExecution(io, quiet, experiment, run) { Live = Live, Warnings = [.. warnings.Select(static w => w.ToString())] }
                .RunAsync().ConfigureAwait(false);
        }
    }

    // Newest first. A file beside a configuration that cannot be read is nobody's same.
    private IEnumerable<RunSummary> Same(Experiment experiment)
    {
        RunConfiguration configuration = RunConfiguration.Of(experiment);
        return new ExperimentManager(Path.Combine(logDirectory, experiment.Options.Name), io.Time).List()
            .Where(run => configuration.IsThatOf(run.Path));
    }
}
