using System.CommandLine;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet train CONFIG</c>.</summary>
internal static class TrainCommand
{
    public static Command Create(HostIo io)
    {
        var source = new SourceOptions();
        var logDirectory = new Option<string>("--log-dir")
        {
            Description = "The directory of all runs.", HelpName = "DIR", DefaultValueFactory = static _ => "runs",
        };
        var resume = new Option<bool>("--resume")
        {
            Description = "Goes on with the newest unfinished run of the same configuration, if there is one, and trains nothing where that is finished.",
        };
        Option<int?> live = LiveRequest.Option();
        var quiet = new Option<bool>("--quiet") { Description = "Prints nothing but errors." };
        var noColor = new Option<bool>("--no-color") { Description = "Prints without colours." };
        Command command = source.Command("train", "Trains the agents of an experiment and leaves a run.", logDirectory, resume, live, quiet, noColor);
        command.SetAction((parsed, _) =>
        {
            HostIo chosen = io with { Color = io.Color && !parsed.GetValue(noColor) };
            return new TrainSession(chosen, parsed.GetValue(logDirectory)!, parsed.GetValue(quiet)) { Live = LiveRequest.From(parsed, live) }
                .RunAsync(source.From(parsed), parsed.GetValue(resume));
        });
        return command;
    }
}
