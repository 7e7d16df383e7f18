using System.Text.RegularExpressions;
using Hamlet.Hosting.Display;
using Hamlet.Hosting.Input;
using Hamlet.Plugins;
using Hamlet.Training;
using Hamlet.Training.Experiments;
using Spectre.Console;

namespace Hamlet.IntegrationTests.Display;

/// <summary>The bar as terminals of every width get it.</summary>
public sealed partial class TerminalProgressTests
{
    [Theory]
    [InlineData(20, "")]
    [InlineData(40, "")]
    [InlineData(60, "12,345 of 300,000 steps  --:-- left")]
    [InlineData(80, "12,345 of 300,000 steps  --:-- left  return -1234.5")]
    [InlineData(100, "12,345 of 300,000 steps  --:-- left  return -1234.5  evaluation 321.0")]
    [InlineData(120, "12,345 of 300,000 steps  # steps/s  --:-- left  return -1234.5  evaluation 321.0")]
    [InlineData(200, "12,345 of 300,000 steps  # steps/s  --:-- left  2 episodes  return -1234.5  70 steps each  evaluation 321.0")]
    public async Task ALineIsOneLineAndShowsWhatMattersMost(int width, string words)
    {
        string[] lines = [.. (await DrawAsync(width)).Split('\n').Select(static l => l.TrimEnd('\r')).Where(static l => l.Trim().Length > 0)];

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length < width, line));
        Assert.All(lines, static line => Assert.Matches("^\\S+ +[0-9]+%", line));
        Assert.Contains(lines, line => line.Contains(" 24%", StringComparison.Ordinal) && Rate().Replace(line, "# steps/s").TrimEnd().EndsWith(words, StringComparison.Ordinal));
        int bar = new ProgressColumns(width).Bar;
        Assert.All(lines, line => Assert.Equal(bar + 4, line.IndexOf('%', StringComparison.Ordinal)));
    }

    private static async Task<string> DrawAsync(int width)
    {
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        Experiment experiment = new ExperimentSource { Environment = "cartpole", Algorithm = "ppo", Assignments = ["training.total_steps=300000"] }.Load(PluginCatalog.Host);
        var status = new TrainingStatus();
        status.SetStep(12_345, 0.24);
        status.SetEvaluation(321);
        var window = new EpisodeWindow();
        window.Add(-1200, 60);
        status.AddEpisode(window);
        window.Add(-1269, 80);
        status.AddEpisode(window);
        var end = new TaskCompletionSource<TrainingResult>();
        Task<TrainingResult> drawn = new TerminalProgress(console, experiment).RunAsync(status, () => end.Task);
        await Task.Delay(600); // It is drawn ten times a second.
        end.SetResult(null!);
        await drawn;
        return Escape().Replace(output.ToString(), "");
    }

    [GeneratedRegex("\\e\\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();

    [GeneratedRegex("[0-9,]+ steps/s")]
    private static partial Regex Rate();
}
