using System.Diagnostics;
using Hamlet.Training;
using Hamlet.Training.Experiments;
using Spectre.Console;

namespace Hamlet.Hosting.Display;

/// <summary>A bar with rate and time left, and what the agent reaches, drawn again several times a second.</summary>
internal sealed class TerminalProgress(HostIo io, Experiment experiment) : ProgressDisplay
{
    public override async Task<TrainingResult> RunAsync(TrainingStatus status, Func<Task<TrainingResult>> start)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Detect,
            ColorSystem = io.Color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(io.Out),
        });
        long began = Stopwatch.GetTimestamp();
        TrainingResult? result = null;
        await console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask(Markup.Escape(Describe(status, TimeSpan.Zero)), maxValue: 1);
                Task<TrainingResult> work = start();
                while (!work.IsCompleted)
                {
                    await Task.WhenAny(work, Task.Delay(250, CancellationToken.None)).ConfigureAwait(false);
                    bar.Value = status.Fraction;
                    bar.Description = Markup.Escape(Describe(status, Stopwatch.GetElapsedTime(began)));
                }

                result = await work.ConfigureAwait(false);
            }).ConfigureAwait(false);
        return result!;
    }

    private string Describe(TrainingStatus status, TimeSpan elapsed)
    {
        string state = status.Evaluating ? "evaluating" : $"{ProgressText.Left(status, elapsed)} left";
        return $"{ProgressText.Steps(status, experiment)}  {ProgressText.Rate(status, elapsed)}  {state}  {ProgressText.Episodes(status)}";
    }
}
