using System.CommandLine;
using Hamlet.Analysis.Reading;
using Hamlet.Hosting.Export;
using Hamlet.Hosting.Input;
using Microsoft.Data.Sqlite;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet export-scalars LOGDIR</c>: every point of every scalar, not the thousand that TensorBoard keeps.</summary>
internal static class ExportScalarsCommand
{
    public static Command Create(HostIo io)
    {
        var directory = new Argument<string>("logdir") { Description = RunName.LogsDescription };
        var csv = new Option<string?>("--csv") { Description = "Writes run, tag, step, wall_time, value and axis as CSV; axis says what step counts: environment steps (step), or episodes of the agent.", HelpName = "FILE" };
        var sqlite = new Option<string?>("--sqlite") { Description = "Writes a database with the view 'scalars', which has the same columns.", HelpName = "FILE" };
        var command = new Command("export-scalars", "Writes every point of every scalar of any event files.") { directory, csv, sqlite };
        command.SetAction(parsed =>
        {
            string name = RunName.FindLogs(parsed.GetValue(directory)!);
            string? csvFile = parsed.GetValue(csv);
            string? sqliteFile = parsed.GetValue(sqlite);
            if (csvFile is null && sqliteFile is null)
            {
                return Wrong(io, "say where to: --csv FILE, --sqlite FILE, or both");
            }

            if (sqliteFile is not null && File.Exists(sqliteFile))
            {
                return Wrong(io, $"'{sqliteFile}' is there already, and a database is not written over");
            }

            IReadOnlyList<RunFolder> runs = RunFolder.Find(name);
            if (runs.Count == 0)
            {
                return Wrong(io, $"there is no event file under '{name}': a run's log has 'tfevents' in its name");
            }

            foreach ((string file, Func<IScalarExport> open) in Exports(csvFile, sqliteFile))
            {
                try
                {
                    using IScalarExport export = open();
                    Write(io, runs, export);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
                {
                    throw OutputFile.Error(file, e);
                }
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<(string File, Func<IScalarExport> Open)> Exports(string? csv, string? sqlite)
    {
        if (csv is not null)
        {
            yield return (csv, () => new CsvExport(OutputFile.Create(csv, bufferSize: 1)));
        }

        if (sqlite is not null)
        {
            yield return (sqlite, () =>
            {
                // The database would only say that it cannot be opened.
                OutputFile.Create(sqlite).Dispose();
                return new SqliteExport(sqlite);
            });
        }
    }

    private static void Write(HostIo io, IReadOnlyList<RunFolder> runs, IScalarExport export)
    {
        foreach (RunFolder run in runs)
        {
            export.Begin(run.Name.Replace('\\', '/'));
            var reader = new RunReader(run, export);
            reader.Read();
            foreach (LogFile file in reader.Data.Files.Where(static f => f.Trouble is not null))
            {
                io.Error.WriteLine($"hamlet: warning: {file.Path}: {file.Trouble}");
            }
        }

        export.End();
    }

    private static int Wrong(HostIo io, string message)
    {
        io.Error.WriteLine($"hamlet: error: {message}");
        return ExitCode.WrongInput;
    }
}
