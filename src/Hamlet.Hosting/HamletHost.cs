using System.CommandLine;
using Hamlet.Configuration;
using Hamlet.Hosting.Backends;
using Hamlet.Hosting.Commands;
using Hamlet.Hosting.Display;
using Hamlet.Hosting.Input;
using Hamlet.Hosting.PluginFiles;
using Hamlet.Plugins;

namespace Hamlet.Hosting;

/// <summary>
/// The whole <c>hamlet</c> command with the plugins of the program that calls it: <c>return await HamletHost.RunAsync(args);</c>
/// </summary>
public static class HamletHost
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments of <c>Main</c>.</param>
    /// <returns>
    /// The exit code: 0 done, 1 failed, 2 the user's input is wrong, 3 <c>analyze --fail-on</c> found it, 129 the terminal is gone (SIGHUP), 130 interrupted (SIGINT), 143 terminated (SIGTERM).
    /// </returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var io = HostIo.FromConsole();
        int exitCode = await RunAsync(args, io).ConfigureAwait(false);
        if ((io.Out as LenientWriter)?.Failure is not { } failure)
        {
            return exitCode;
        }

        io.Error.WriteLine($"hamlet: error: not all of it could be printed: {failure}");
        return exitCode == ExitCode.Done ? ExitCode.Failed : exitCode;
    }

    internal static async Task<int> RunAsync(string[] args, HostIo io)
    {
        var plugins = new Option<string[]>("--plugin")
        {
            Description = "Loads the plugins of a compiled library; may be given several times.", HelpName = "FILE", Recursive = true,
        };
        ParseResult parsed = Root(io, plugins).Parse(args);
        if (args.Length == 0)
        {
            // Nothing was asked for: what can be is the answer.
            await Root(io, plugins).Parse(["--help"]).InvokeAsync(new InvocationConfiguration { Output = io.Error, Error = io.Error }).ConfigureAwait(false);
            return ExitCode.WrongInput;
        }

        if (UsageErrors.Find(parsed) is { Count: > 0 } wrong)
        {
            foreach (string error in wrong)
            {
                io.Error.WriteLine($"hamlet: error: {error}");
            }

            io.Error.WriteLine($"See 'hamlet {UsageErrors.PathOf(parsed.CommandResult)}--help'.");
            return ExitCode.WrongInput;
        }

        try
        {
            if (parsed.GetValue(plugins) is { Length: > 0 } files)
            {
                parsed = Root(io with { Catalog = PluginFile.Load(io.Catalog, files) }, plugins).Parse(args);
            }

            // Signals are the commands' own business: they stop in good order and give the right code.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = io.Out,
                Error = io.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            }).ConfigureAwait(false);
        }
        catch (ConfigException e)
        {
            Report(e.Errors, io);
            return ExitCode.WrongInput;
        }
#pragma warning disable CA1031 // The last one there is: whatever plugins throw, a user reads a line and no stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            io.Error.WriteLine($"hamlet: error: {ExceptionText.Describe(e)}.");
            return ExitCode.Failed;
        }
    }

    private static RootCommand Root(HostIo io, Option<string[]> plugins)
    {
        io.Catalog.Explain(BackendRemedies.TorchSharp, BackendRemedies.Sentence);
        return new RootCommand("Trains reinforcement-learning agents: an experiment is a YAML file.")
        {
            plugins,
            TrainCommand.Create(io),
            ResumeCommand.Create(io),
            ValidateCommand.Create(io),
            PluginsCommand.Create(io),
            SchemaCommand.Create(io),
            DoctorCommand.Create(io),
            QueryCommand.Create(io),
            ReplayCommand.Create(io),
            SweepCommand.Create(io),
            BenchCommand.Create(io),
            SyncCommand.Create(io),
            EvalCommand.Create(io),
            LiveCommand.Create(io),
            BoardCommand.Create(io),
            ExportCommand.Create(io),
            RunsCommand.Create(io),
            AnalyzeCommand.Create(io),
            CompareCommand.Create(io),
            ExportScalarsCommand.Create(io),
        };
    }

    /// <summary>Prints errors and warnings, one a line, in the order of their places.</summary>
    internal static void Report(IEnumerable<ConfigError> errors, HostIo io)
    {
        foreach (ConfigError error in errors
            .DistinctBy(static e => e.ToString())
            .OrderBy(static e => e.Span.File, StringComparer.Ordinal).ThenBy(static e => e.Span.Line).ThenBy(static e => e.Span.Column))
        {
            io.Error.WriteLine(error);
        }
    }
}
