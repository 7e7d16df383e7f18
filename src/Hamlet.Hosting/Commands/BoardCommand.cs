using System.CommandLine;
using Hamlet.Hosting.Input;
using Hamlet.Live;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet board</c>: all runs side by side, on a page.</summary>
internal static class BoardCommand
{
    private const int DefaultPort = 8766;

    public static Command Create(HostIo io)
    {
        var directory = new Option<string>("--logdir", "--log-dir")
        {
            Description = "The directory of all runs; event files of other programs in it are shown, too.", HelpName = "DIR", DefaultValueFactory = static _ => "runs",
        };
        Option<int> port = PortOption.Create(DefaultPort);
        var host = new Option<string>("--host")
        {
            Description = "The address that is listened on. One that other machines reach asks for a token, which is in the address that is printed.",
            HelpName = "ADDRESS",
            DefaultValueFactory = static _ => new LiveOptions().Host,
        };
        var command = new Command("board", "Shows all runs side by side, finished ones and those under way, on a page of this machine.") { directory, port, host };
        command.SetAction(async (parsed, _) =>
        {
            string runs = parsed.GetValue(directory)!;
            var options = new LiveOptions { Port = parsed.GetValue(port), Host = parsed.GetValue(host)! };
            if (!Directory.Exists(runs))
            {
                throw UserError.Of($"there is no directory '{runs}': train something first, or name another with --logdir");
            }

            if (options.Problem is { } problem)
            {
                throw UserError.Of($"--host: {problem}");
            }

            using var signals = new Signals();
            await using LiveBoard board = await LiveBoard.StartAsync(options, runs, new BoardRuns(runs, io.Time), io.Time).ConfigureAwait(false);
            io.Out.WriteLine($"Board: {board.Url} ({Signals.HowToEnd})");
            await Task.Run(() => signals.Token.WaitHandle.WaitOne()).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
