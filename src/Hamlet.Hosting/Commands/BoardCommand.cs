using System.CommandLine;
using Hamlet.Live;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet board</c>: all runs on a page, for people who have no TensorBoard.</summary>
internal static class BoardCommand
{
    private const int DefaultPort = 8766;

    public static Command Create(HostIo io)
    {
        var directory = new Option<string>("--logdir")
        {
            Description = "A run's directory, or one with runs in it, of any program that writes event files.", HelpName = "DIR", DefaultValueFactory = static _ => "runs",
        };
        var port = new Option<int>("--port")
        {
            Description = "The port of the page; 0 for any that is free.", HelpName = "PORT", DefaultValueFactory = static _ => DefaultPort,
        };
        var command = new Command("board", "Shows finished and running runs side by side on a page of this machine.") { directory, port };
        command.SetAction(async (parsed, _) =>
        {
            string name = parsed.GetValue(directory)!;
            if (!Directory.Exists(name))
            {
                throw Input.UserError.Of($"there is no directory '{name}'; name another one with --logdir");
            }

            using var signals = new Signals();
            await LiveBoard.ServeAsync(
                new LiveOptions { Port = parsed.GetValue(port) }, name, io.Time,
                url => io.Out.WriteLine($"Board: {url} (Ctrl-C ends it)"), signals.Token).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
