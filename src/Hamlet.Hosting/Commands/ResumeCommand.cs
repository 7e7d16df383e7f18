using System.CommandLine;
using Hamlet.Hosting.Input;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet resume RUN</c>.</summary>
internal static class ResumeCommand
{
    public static Command Create(HostIo io)
    {
        var run = new Argument<string>("run") { Description = RunName.Description };
        var checkpoint = new Option<string?>("--checkpoint")
        {
            Description = "Where to go on: best, latest (which it is by default), or the number of a checkpoint. Later ones are deleted.",
            HelpName = "best|latest|N",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "Gives a key of the configuration anew, such as training.total_steps=20000. Without, a changed one is refused.",
            HelpName = "KEY=VALUE",
        };
        Option<int?> live = LiveRequest.Option();
        var quiet = new Option<bool>("--quiet") { Description = "Prints nothing but errors." };
        var noColor = new Option<bool>("--no-color") { Description = "Prints without colours." };
        var command = new Command(
            "resume",
            "Goes on with a run that was interrupted, killed or failed, in its own directory and as if it had never stopped: outputs are cut back to the checkpoint, and the same steps follow.")
        {
            run, checkpoint, set, live, quiet, noColor,
        };
        command.SetAction((parsed, _) =>
        {
            HostIo chosen = io with { Color = io.Color && !parsed.GetValue(noColor) };
            return new ResumeSession(chosen, parsed.GetValue(quiet)) { Live = LiveRequest.From(parsed, live) }
                .RunAsync(RunName.Find(parsed.GetValue(run)!), parsed.GetValue(checkpoint), parsed.GetValue(set) ?? []);
        });
        return command;
    }
}
