using System.Diagnostics;
using Hamlet.Training;
using Hamlet.Training.Experiments;
using Spectre.Console;

namespace Hamlet.Hosting.Display;

/// <summary>A bar with rate and time left, and what the agent reaches, drawn again several times a second.</summary>
internal sealed class TerminalProgress(IAnsiConsole console, Experiment experiment) : ProgressDisplay
{
    /// <summary>The terminal that a command prints to.</summary>
    public static IAnsiConsole Terminal(HostIo io) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Detect,
        ColorSystem = io.Color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Out = new AnsiConsoleOutput(io.Out),
    });

    public override async Task<TrainingResult> RunAsync(TrainingStatus status, Func<Task<TrainingResult>> start)
    {
        long began = Stopwatch.GetTimestamp();
        TrainingResult? result = null;
        // It is drawn before it is first shown, too.
        var progress = new ProgressBarColumn { Width = new ProgressColumns(console.Profile.Width).Bar };
        var words = new WordsColumn();
        await console.Progress()
            .AutoClear(true)
            .Columns(progress, new PercentageColumn(), words)
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask("training", maxValue: 1);
                void Show()
                {
                    // Asked each time: a terminal is made narrower while one trains.
                    var columns = new ProgressColumns(console.Profile.Width);
                    progress.Width = columns.Bar;
                    bar.Value = status.Fraction;
                    words.Words = columns.Text(status, experiment, Stopwatch.GetElapsedTime(began));
                }

                Show();
                Task<TrainingResult> work = start();
                while (!work.IsCompleted)
                {
                    await Task.WhenAny(work, Task.Delay(250, CancellationToken.None)).ConfigureAwait(false);
                    Show();
                }

                result = await work.ConfigureAwait(false);
            }).ConfigureAwait(false);
        return result!;
    }
}
