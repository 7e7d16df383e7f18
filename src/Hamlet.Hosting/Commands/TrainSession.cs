using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Hamlet.Configuration;
using Hamlet.Hosting.Display;
using Hamlet.Hosting.Input;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.Training;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Commands;

/// <summary>One training from the command line: checks the experiment, makes the run, trains, and tells how it went.</summary>
internal sealed class TrainSession(HostIo io, string logDirectory, bool quiet)
{
    public async Task<int> RunAsync(ExperimentSource source)
    {
        Experiment experiment = source.Load(io.Catalog);
        IReadOnlyList<ConfigError> warnings = ExperimentCheck.Run(experiment).Warnings;
        HamletHost.Report(warnings, io);
        RunDirectory run;
        try
        {
            run = RunDirectory.Create(logDirectory, experiment, io.Time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            io.Error.WriteLine($"hamlet: error: cannot write a run to '{logDirectory}': {e.Message} Choose another directory with --log-dir.");
            return ExitCode.WrongInput;
        }

        using var log = new RunLog(run.Path, io.Time);
        foreach (ConfigError warning in warnings)
        {
            log.Write(warning.ToString());
        }

        using var signals = new Signals();
        return await TrainAsync(experiment, run, log, signals).ConfigureAwait(false);
    }

    private async Task<int> TrainAsync(Experiment experiment, RunDirectory run, RunLog log, Signals signals)
    {
        RunInfo info = Describe(experiment, run);
        run.Info.Write(info);
        try
        {
            IReadOnlyList<NamedSink> sinks = OpenOutputs(experiment, run);
            string[] openCommands = [.. sinks.Select(static s => s.Sink.OpenCommand).OfType<string>()];
            using MetricLog metrics = StartLog(experiment, sinks, log);
            using var trainer = Trainer.Create(
                experiment, metrics, new TrainerOutput(run.Path) { Time = io.Time, OnFailed = failure => ReportFailure(log, failure) });
            info = info with { Backend = trainer.Backend };
            run.Info.Write(info);
            log.Write($"{experiment.Options.Name}: {trainer.Environment.Name} on {trainer.Backend}, seed {experiment.Options.Seed}");

            TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
            // A bar drawn again and again and an output's own lines would tear each other.
            HostIo display = io with { Terminal = io.Terminal && !sinks.Any(static s => s.Sink.UsesTerminal) };
            TrainingResult result = await ProgressDisplay.For(display, quiet, experiment, log)
                .RunAsync(trainer.Status, () => trainer.TrainAsync(signals.Token)).ConfigureAwait(false);
            processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
            metrics.Dispose();

            string[] failed = [.. metrics.Failures.Concat(result.FailedOutputs).DistinctBy(static f => f.Name).Select(static f => f.ToString())];
            info = info with
            {
                Status = result.Interrupted ? RunStatus.Interrupted : RunStatus.Completed,
                Reason = result.StopReason,
                EndedAt = io.Time.GetUtcNow(),
                Steps = result.Steps,
                Episodes = result.Agents.Sum(static a => a.Episodes),
                Seconds = result.Elapsed.TotalSeconds,
                Agents = [.. result.Agents.Select(AgentInfo.Of)],
                FailedOutputs = failed,
            };
            KeepInfo(run, info);
            foreach (string line in ClosingReport.Lines(run, result, processor, failed, openCommands))
            {
                log.Write(line);
                if (!quiet)
                {
                    io.Out.WriteLine(line);
                }
            }

            return result.Interrupted ? signals.ExitCode : ExitCode.Done;
        }
        catch (Exception e)
        {
            log.Write(e.ToString());
            KeepInfo(run, info with { Status = RunStatus.Failed, Reason = e.Message, EndedAt = io.Time.GetUtcNow() });
            io.Error.WriteLine($"hamlet: error: training failed: {e.Message} The whole story is in {Path.Combine(run.Path, "log.txt")}.");
            return ExitCode.Failed;
        }
    }

    /// <summary>Writes how the run ended. Where that is not possible, as with a full disk, training is no less done.</summary>
    private void KeepInfo(RunDirectory run, RunInfo info)
    {
        try
        {
            run.Info.Write(info);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            io.Error.WriteLine($"hamlet: warning: how the run ended could not be written: {e.Message}");
        }
    }

    private List<NamedSink> OpenOutputs(Experiment experiment, RunDirectory run)
    {
        var context = new SinkContext
        {
            RunDirectory = run.Path,
            RunId = run.Id,
            Experiment = experiment.Options.Name,
            Agents = experiment.MetricAgents,
            Configuration = run.Configuration,
            Time = io.Time,
        };
        var sinks = new List<NamedSink>();
        try
        {
            foreach ((BoundPlugin<IMetricSink, SinkContext> sink, bool enabled) in experiment.Sinks)
            {
                if (enabled)
                {
                    sinks.Add(new NamedSink(sink.Plugin.Name, sink.Create(context)));
                }
            }
        }
        catch
        {
            foreach (NamedSink open in sinks)
            {
                open.Sink.Dispose();
            }

            throw;
        }

        return sinks;
    }

    private MetricLog StartLog(Experiment experiment, IReadOnlyList<NamedSink> sinks, RunLog log) =>
        new(sinks, new MetricLogOptions
        {
            Agents = experiment.MetricAgents,
            Time = io.Time,
            OnSinkFailed = failure => ReportFailure(log, failure),
        });

    private void ReportFailure(RunLog log, SinkFailure failure)
    {
        string became = failure.Outcome == SinkOutcome.Closed ? "is closed" : "is tried again";
        string message = $"the output '{failure.Name}' failed and {became}, training goes on: {failure.Reason.Message}";
        log.Write(message);
        io.Error.WriteLine($"hamlet: warning: {message}");
    }

    private RunInfo Describe(Experiment experiment, RunDirectory run) => new()
    {
        Experiment = experiment.Options.Name,
        RunId = run.Id,
        Status = RunStatus.Running,
        Seed = experiment.Options.Seed,
        Version = typeof(HamletHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        Runtime = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
        Backend = "",
        ProcessId = Environment.ProcessId,
        StartedAt = io.Time.GetUtcNow(),
    };
}
