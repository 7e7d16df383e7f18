using System.Diagnostics;
using System.Globalization;
using Hamlet.Formats.Yaml;
using Hamlet.Live;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.Training;
using Hamlet.Training.Experiments;
using Microsoft.Playwright;

namespace Hamlet.Benchmarks.Live;

/// <summary>
/// How long a browser takes from the address to the first moment of a training that is shown:
/// <c>dotnet run -c Release --project tests/Hamlet.Benchmarks -- page BROWSER [times]</c>, with the file of a Chromium.
/// </summary>
internal static class PageBenchmark
{
    private const string Job = "configs/example_dqn.yaml";

    /// <summary>Measures and prints.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        if (arguments is not [string file, ..])
        {
            throw new ArgumentException("page BROWSER [times]");
        }

        int times = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 9;
        var reader = new YamlConfigReader();
        Experiment experiment = ExperimentBinder.Bind(reader.Read(Path.GetFullPath(Job), Job), PluginCatalog.Host, reader);
        using var sink = new LiveSink(new LiveOptions { Port = 0 }, new SinkContext { RunDirectory = Path.GetTempPath(), RunId = "page", Experiment = "page" });
        using var metrics = new MetricLog([new NamedSink("live", sink)]);
        using var trainer = Trainer.Create(experiment with { Training = new TrainingOptions { TotalSteps = long.MaxValue } }, metrics);
        trainer.Watch(sink.Watcher);
        using var stop = new CancellationTokenSource();
        Task<TrainingResult> training = trainer.TrainAsync(stop.Token);
        using IPlaywright playwright = await Playwright.CreateAsync().ConfigureAwait(false);
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = file, Args = ["--no-sandbox"] }).ConfigureAwait(false);
        var loads = new List<double>();
        for (int i = 0; i < times; i++)
        {
            // Of its own, so that nothing is kept from the time before.
            await using IBrowserContext context = await browser.NewContextAsync().ConfigureAwait(false);
            IPage page = await context.NewPageAsync().ConfigureAwait(false);
            long start = Stopwatch.GetTimestamp();
            await page.GotoAsync(sink.Url).ConfigureAwait(false);
            await page.WaitForSelectorAsync("body[data-step]").ConfigureAwait(false);
            loads.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"page    {loads.Order().ElementAt(times / 2):F0} ms to the first step shown (median of {times}; {loads.Min():F0} to {loads.Max():F0})"));
        await stop.CancelAsync().ConfigureAwait(false);
        await training.ConfigureAwait(false);
    }
}
