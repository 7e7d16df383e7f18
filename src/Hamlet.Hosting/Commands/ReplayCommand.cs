using System.CommandLine;
using Hamlet.Hosting.Input;
using Hamlet.Hosting.Replays;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet replay FILE</c>: plays a recorded episode in the terminal.</summary>
internal static class ReplayCommand
{
    private const string Clear = "\e[H\e[J";
    private const string Bold = "\e[1m";
    private const string Plain = "\e[0m";

    public static Command Create(HostIo io)
    {
        var file = new Argument<string>("file") { Description = "The file, such as replays/ep10_agent_0.json in a run, or 'RUN/replays/...' with the run's identifier in 'runs'; of a run, its replays are named." };
        var speed = new Option<double>("--speed")
        {
            Description = "Steps a second; 0 does not wait.", HelpName = "N", DefaultValueFactory = static _ => 8,
        };
        var noColor = new Option<bool>("--no-color") { Description = "Prints without colours." };
        var command = new Command("replay", "Plays a recorded episode; where the output is no terminal, prints it whole.") { file, speed, noColor };
        command.SetAction((parsed, token) =>
            RunAsync(io with { Color = io.Color && !parsed.GetValue(noColor) }, parsed.GetValue(file)!, parsed.GetValue(speed), token));
        return command;
    }

    private static async Task<int> RunAsync(HostIo io, string file, double speed, CancellationToken token)
    {
        if (!(speed >= 0 && speed <= 1000))
        {
            io.Error.WriteLine("hamlet: error: --speed is at least 0 and at most 1000");
            return ExitCode.WrongInput;
        }

        ReplayFile replay;
        try
        {
            replay = ReplayFile.Read(ReplayName.Find(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            io.Error.WriteLine($"hamlet: error: {e.Message.ReplaceLineEndings(" ")}");
            return ExitCode.WrongInput;
        }

        try
        {
            await PlayAsync(io, replay, speed, token).ConfigureAwait(false);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    private static async Task PlayAsync(HostIo io, ReplayFile replay, double speed, CancellationToken token)
    {
        var frames = new ReplayFrames(replay);
        bool waits = io.Terminal && speed > 0;
        io.Out.WriteLine(frames.Title);
        for (int step = 0; step < replay.Steps.Count; step++)
        {
            token.ThrowIfCancellationRequested();
            if (waits && frames.HasMap)
            {
                io.Out.Write(Clear);
                io.Out.WriteLine(frames.Title);
            }

            foreach (string line in frames.Lines(step))
            {
                io.Out.WriteLine(io.Color ? line.Replace("@", $"{Bold}@{Plain}", StringComparison.Ordinal) : line);
            }

            if (waits)
            {
                await Task.Delay(TimeSpan.FromSeconds(1 / speed), token).ConfigureAwait(false);
            }
        }

        io.Out.WriteLine(frames.Ending);
    }
}
