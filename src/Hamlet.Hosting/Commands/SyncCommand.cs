using System.CommandLine;
using Hamlet.Hosting.Input;
using Hamlet.Outputs.Remote;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet sync RUN</c>: sends what is left on disk of a run to the servers that it was kept for.</summary>
internal static class SyncCommand
{
    public static Command Create(HostIo io)
    {
        var runs = new Argument<string[]>("run") { Description = "The directories of the runs, or their identifiers in 'runs'.", Arity = ArgumentArity.OneOrMore };
        var timeout = new Option<double>("--timeout")
        {
            Description = "Seconds that may pass for one server.", HelpName = "SECONDS", DefaultValueFactory = static _ => 600,
        };
        var command = new Command("sync", "Sends to MLflow and Weights & Biases what a run has left on disk; what they have is not sent again.") { runs, timeout };
        command.SetAction(parsed =>
        {
            int code = ExitCode.Done;
            foreach (string run in parsed.GetValue(runs) ?? [])
            {
                code = Math.Max(code, Run(io, RunName.FindLogs(run), TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(timeout), 0, 1e6))));
            }

            return code;
        });
        return command;
    }

    private static int Run(HostIo io, string run, TimeSpan bound)
    {
        IReadOnlyList<SyncResult> results = RemoteRuns.Sync(run, bound);
        foreach (SyncResult result in results)
        {
            (result.Done ? io.Out : io.Error).WriteLine($"{result.Name}: {result.Message}");
        }

        if (results.Count == 0)
        {
            io.Out.WriteLine($"{run} was kept for no server.");
        }

        return results.All(static result => result.Done) ? ExitCode.Done : ExitCode.Failed;
    }
}
