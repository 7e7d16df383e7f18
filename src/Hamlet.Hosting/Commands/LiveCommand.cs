using System.CommandLine;
using Hamlet.Hosting.Input;
using Hamlet.Live;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet live RUN</c>: trained policies at play, on a page.</summary>
internal static class LiveCommand
{
    public static Command Create(HostIo io)
    {
        var run = new Argument<string>("run") { Description = RunName.Description };
        Option<string> checkpoint = PolicyOptions.Checkpoint();
        Option<int> port = PortOption.Create(new LiveOptions().Port);
        var seed = new Option<ulong?>("--seed") { Description = "What the episodes follow from; by default the experiment's own seed.", HelpName = "N" };
        var command = new Command("live", "Shows the policies of a run at play in their own world, with the curves of their training, on a page of this machine.")
        {
            run, checkpoint, port, seed,
        };
        command.SetAction((parsed, _) => new LiveSession(io).RunAsync(
            parsed.GetValue(run)!, parsed.GetValue(checkpoint)!, new LiveRequest(parsed.GetValue(port)), parsed.GetValue(seed)));
        return command;
    }
}
