using System.CommandLine;
using Hamlet.Hosting.Input;
using Hamlet.Hosting.Query;
using Hamlet.Outputs.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet query RUN "SQL"</c>: asks the database of a run.</summary>
internal static class QueryCommand
{
    public static Command Create(HostIo io)
    {
        var run = new Argument<string>("run") { Description = "The run's directory, its identifier in 'runs', or a database." };
        var sql = new Argument<string>("sql") { Description = "The question; the view 'metrics' has every number." };
        var csv = new Option<bool>("--csv") { Description = "Prints CSV." };
        var json = new Option<bool>("--json") { Description = "Prints a JSON list of objects." };
        var command = new Command("query", "Asks the database of a run in SQL, also while it trains; changes nothing.") { run, sql, csv, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(csv) && parsed.GetValue(json))
            {
                return Wrong(io, "--csv and --json exclude each other");
            }

            QueryPrinter printer = parsed.GetValue(csv) ? new CsvPrinter(io.Out)
                : parsed.GetValue(json) ? new JsonPrinter(io.Out)
                : new TablePrinter(io.Out);
            return Run(io, parsed.GetValue(run)!, parsed.GetValue(sql)!, printer);
        });
        return command;
    }

    private static int Run(HostIo io, string run, string sql, QueryPrinter printer)
    {
        if (!Directory.Exists(run) && !File.Exists(run))
        {
            run = RunName.Find(run);
        }

        try
        {
            using var database = MetricDatabase.Open(run);
            database.Run(sql, printer.Begin, printer.Add);
            printer.End();
            return ExitCode.Done;
        }
        catch (FileNotFoundException)
        {
            return Wrong(io, $"the run '{run}' has no database '{SqliteSink.FileName}': is the output 'database' on?");
        }
        catch (SqliteException e)
        {
            return Wrong(io, Reason(e));
        }
        catch (InvalidOperationException e)
        {
            // The provider's word for a parameter that has no value.
            return Wrong(io, e.Message);
        }
    }

    // "SQLite Error 1: 'no such table: x'." -> "no such table: x"
    private static string Reason(SqliteException e)
    {
        int open = e.Message.IndexOf('\'', StringComparison.Ordinal);
        int close = e.Message.LastIndexOf('\'');
        return open >= 0 && close > open ? e.Message[(open + 1)..close] : e.Message;
    }

    private static int Wrong(HostIo io, string message)
    {
        io.Error.WriteLine($"hamlet: error: {message.ReplaceLineEndings(" ")}");
        return ExitCode.WrongInput;
    }
}
