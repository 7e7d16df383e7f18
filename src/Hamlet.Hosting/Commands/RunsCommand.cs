using System.CommandLine;
using Hamlet.Hosting.Display;
using Hamlet.Hosting.Input;
using Hamlet.Hosting.Query;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet runs [DIR]</c>: which runs there are and how each stands.</summary>
internal static class RunsCommand
{
    private const string DefaultDirectory = "runs";

    public static Command Create(HostIo io)
    {
        var directory = new Argument<string>("dir")
        {
            Description = "A directory with runs in it, however deep; 'runs' by default.", DefaultValueFactory = static _ => DefaultDirectory,
        };
        var json = new Option<bool>("--json") { Description = "Prints a JSON list of objects." };
        var command = new Command("runs", "Lists runs, the newest first: how each stands, its best and its last results.") { directory, json };
        command.SetAction(parsed => Run(io, parsed.GetValue(directory)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(HostIo io, string directory, bool json)
    {
        // Where nothing was trained yet, which is no mistake, the list is empty.
        if (directory != DefaultDirectory && !Directory.Exists(directory))
        {
            throw UserError.Of($"there is no directory '{directory}'");
        }

        IReadOnlyList<RunSummary> runs = new ExperimentManager(directory, io.Time).List();
        if (json)
        {
            PrintJson(io, runs);
        }
        else if (runs.Count == 0)
        {
            io.Out.WriteLine($"There are no runs in '{directory}'.");
        }
        else
        {
            PrintTable(io, runs);
        }

        return ExitCode.Done;
    }

    private static void PrintTable(HostIo io, IReadOnlyList<RunSummary> runs)
    {
        var table = new TablePrinter(io.Out);
        table.Begin(["experiment", "run", "status", "steps", "best return", "last return", "duration"]);
        foreach (RunSummary run in runs)
        {
            table.Add(
            [
                run.Experiment, run.Id, Status(run.State), run.Info?.Steps, Rounded(run.BestReturn), Rounded(run.LastReturn),
                run.Duration is { } duration ? ProgressText.Time(duration) : null,
            ]);
        }

        table.End();
        foreach (RunSummary run in runs.Where(static r => r.Reason is not null))
        {
            io.Out.WriteLine($"{run.Id}: {run.Reason!.ReplaceLineEndings(" ")}");
        }
    }

    private static void PrintJson(HostIo io, IReadOnlyList<RunSummary> runs)
    {
        var printer = new JsonPrinter(io.Out);
        printer.Begin(
        [
            "run_id", "experiment", "path", "status", "reason", "steps", "episodes", "best_return", "best_step", "last_return", "seconds",
            "started_at", "ended_at",
        ]);
        foreach (RunSummary run in runs)
        {
            printer.Add(
            [
                run.Id, run.Experiment, run.Path, Status(run.State), run.Reason, run.Info?.Steps, run.Info?.Episodes, run.BestReturn,
                run.Info?.Agents.Max(static a => a.BestStep), run.LastReturn, run.Duration?.TotalSeconds, Time(run.Info?.StartedAt), Time(run.Info?.EndedAt),
            ]);
        }

        printer.End();
    }

    private static string Status(RunState state) => state.ToString().ToLowerInvariant();

    private static string? Time(DateTimeOffset? time) => time?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 2) : null;
}
