using System.CommandLine;
using Hamlet.Analysis.Reading;
using Hamlet.Hosting.Export;
using Microsoft.Data.Sqlite;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet export-scalars LOGDIR</c>: every point of every scalar, not the thousand that TensorBoard keeps.</summary>
internal static class ExportScalarsCommand
{
    public static Command Create(HostIo io)
    {
        var directory = new Argument<string>("logdir") { Description = "A run's directory, or one with runs in it." };
        var csv = new Option<string?>("--csv") { Description = "Writes run, tag, step, wall_time, value as CSV.", HelpName = "FILE" };
        var sqlite = new Option<string?>("--sqlite") { Description = "Writes a database with the view 'scalars'.", HelpName = "FILE" };
        var command = new Command("export-scalars", "Writes every point of every scalar of any event files.") { directory, csv, sqlite };
        command.SetAction(parsed =>
        {
            string name = parsed.GetValue(directory)!;
            string? csvFile = parsed.GetValue(csv);
            string? sqliteFile = parsed.GetValue(sqlite);
            if (!Directory.Exists(name))
            {
                return Wrong(io, $"there is no directory '{name}'");
            }

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

            try
            {
                foreach (Func<IScalarExport> open in Exports(csvFile, sqliteFile))
                {
                    using IScalarExport export = open();
                    Write(io, runs, export);
                }

                return ExitCode.Done;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
            {
                io.Error.WriteLine($"hamlet: error: {e.Message.ReplaceLineEndings(" ")}");
                return ExitCode.Failed;
            }
        });
        return command;
    }

    private static IEnumerable<Func<IScalarExport>> Exports(string? csv, string? sqlite)
    {
        if (csv is not null)
        {
            yield return () => new CsvExport(File.Create(csv, bufferSize: 1));
        }

        if (sqlite is not null)
        {
            yield return () => new SqliteExport(sqlite);
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
