using System.CommandLine;
using Hamlet.Hosting.Input;
using Hamlet.Hosting.Query;
using Hamlet.Hosting.Sweeps;
using Hamlet.Metrics;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet sweep FILE</c>: one experiment with many choices.</summary>
internal static class SweepCommand
{
    public static Command Create(HostIo io)
    {
        var file = new Argument<string>("file") { Description = "The sweep's file, such as configs/sweep.yaml." };
        var logDirectory = new Option<string>("--log-dir")
        {
            Description = "The directory of all runs; the sweep's stand in one of its name there.", HelpName = "DIR", DefaultValueFactory = static _ => "runs",
        };
        var parallel = new Option<int?>("--parallel") { Description = "How many runs train at once; else what the file says, or a run a processor.", HelpName = "N" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Lists the runs and trains nothing." };
        var json = new Option<bool>("--json") { Description = "Prints the table, or with --dry-run the runs, as a JSON list, and nothing else." };
        var emit = new Option<string?>("--emit") { Description = "Prints what a cluster runs the sweep by, and trains nothing.", HelpName = "slurm|kubernetes" };
        emit.AcceptOnlyFromAmong("slurm", "kubernetes");
        var image = new Option<string>("--image") { Description = "The image in a manifest for Kubernetes.", HelpName = "NAME", DefaultValueFactory = static _ => "hamlet:latest" };
        var only = new Option<int?>("--only") { Description = "Trains one run, by its number in the list of --dry-run: a task of an array job.", HelpName = "N" };
        var round = new Option<int>("--round") { Description = "Of that run, which round of halving.", HelpName = "N", DefaultValueFactory = static _ => 1 };
        var quiet = new Option<bool>("--quiet") { Description = "Prints nothing but errors, and the table at the end." };
        var whileInput = new Option<bool>("--while-input") { Description = "Stops when standard input ends.", Hidden = true };
        var command = new Command("sweep", "Trains an experiment with many choices, and says which is best.")
        {
            file, logDirectory, parallel, dryRun, json, emit, image, only, round, quiet, whileInput,
        };
        command.SetAction((parsed, _) =>
        {
            Sweep sweep = SweepFile.Load(parsed.GetValue(file)!, io.Catalog);
            string directory = parsed.GetValue(logDirectory)!;
            if (parsed.GetValue(parallel) is <= 0)
            {
                throw UserError.Of("--parallel is a number of processes, 1 or more");
            }

            if (parsed.GetValue(emit) is { } cluster)
            {
                io.Out.Write(cluster == "slurm" ? SlurmScript.Of(sweep, directory) : KubernetesJob.Of(sweep, directory, parsed.GetValue(image)!));
                return Task.FromResult(ExitCode.Done);
            }

            if (parsed.GetValue(only) is { } index)
            {
                HostIo own = parsed.GetValue(whileInput) ? io with { Stop = SweepProcess.WhenInputEnds() } : io;
                return OnlyAsync(own, sweep, directory, index, parsed.GetValue(round), parsed.GetValue(quiet));
            }

            HamletHost.Report(sweep.Warnings, io);
            if (parsed.GetValue(dryRun))
            {
                if (parsed.GetValue(json))
                {
                    SweepListing.Write(new JsonPrinter(io.Out), sweep, directory);
                }
                else
                {
                    SweepListing.Write(io, sweep, directory);
                }

                return Task.FromResult(ExitCode.Done);
            }

            bool asJson = parsed.GetValue(json);
            return RunAsync(io, sweep, directory, parsed.GetValue(parallel) ?? sweep.Parallel, parsed.GetValue(quiet) || asJson, asJson);
        });
        return command;
    }

    private static Task<int> OnlyAsync(HostIo io, Sweep sweep, string directory, int index, int round, bool quiet) =>
        index < 0 || index >= sweep.Jobs.Count
            ? throw UserError.Of($"the sweep has the runs 0 to {sweep.Jobs.Count - 1}, not {index}")
            : round < 1 || round > sweep.Rungs.Count
                ? throw UserError.Of($"the sweep has the rounds 1 to {sweep.Rungs.Count}, not {round}")
                : new SweepJobSession(io, sweep, directory, quiet).RunAsync(sweep.Jobs[index], round - 1);

    private static async Task<int> RunAsync(HostIo io, Sweep sweep, string directory, int parallel, bool quiet, bool json)
    {
        using var signals = new Signals(io.Stop);
        var runner = new SweepRunner(io, sweep, directory, parallel, quiet);
        IReadOnlyList<SweepResult> results;
        try
        {
            results = await runner.RunAsync(signals.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (UserError.IsFileError(e))
        {
            io.Error.WriteLine($"hamlet: error: {e.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }

        new SweepReport(sweep).Write(json ? new JsonPrinter(io.Out) : new TablePrinter(io.Out), results, rounded: !json);
        if (signals.Token.IsCancellationRequested)
        {
            io.Error.WriteLine("hamlet: interrupted: the same command goes on from here.");
            return signals.ExitCode;
        }

        if (!quiet)
        {
            io.Out.WriteLine($"tensorboard --logdir {ShellWord.Of(Path.Combine(directory, sweep.Name))}");
        }

        return runner.Failed > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
