using System.CommandLine;
using Hamlet.Hosting.Input;
using Hamlet.Hosting.Query;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet eval RUN</c>: measures trained policies on fresh episodes.</summary>
internal static class EvalCommand
{
    public static Command Create(HostIo io)
    {
        var run = new Argument<string>("run") { Description = RunName.Description };
        Option<string> checkpoint = PolicyOptions.Checkpoint();
        var episodes = new Option<int?>("--episodes")
        {
            Description = "How many episodes; by default as many as at the end of training.", HelpName = "N",
        };
        var seed = new Option<ulong?>("--seed")
        {
            Description = "What the episodes follow from; by default the experiment's own seed, for those of the closing lines.", HelpName = "N",
        };
        var json = new Option<bool>("--json") { Description = "Prints a JSON list of objects." };
        var replays = new Option<bool>("--replays") { Description = "Keeps the episodes for 'hamlet replay', in evaluation/replays of the run." };
        var command = new Command("eval", "Measures the policies of a run on fresh episodes, beside random actions.")
        {
            run, checkpoint, episodes, seed, json, replays,
        };
        command.SetAction((parsed, _) =>
        {
            QueryPrinter printer = parsed.GetValue(json) ? new JsonPrinter(io.Out) : new TablePrinter(io.Out);
            return Task.FromResult(new EvalSession(io, printer, rounded: !parsed.GetValue(json)).Run(
                parsed.GetValue(run)!, parsed.GetValue(checkpoint)!, parsed.GetValue(episodes), parsed.GetValue(seed), parsed.GetValue(replays)));
        });
        return command;
    }
}
