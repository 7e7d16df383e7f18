using Hamlet.Formats.Yaml;
using Hamlet.Live;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.Tests.Environments.Town;
using Hamlet.Training;
using Hamlet.Training.Experiments;
using Microsoft.Playwright;

namespace Hamlet.Tests.Live;

public sealed class BoardPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const string Town = """
        environment: { type: town, world: town8.yaml, level: L1, max_steps: 40 }
        agents: [{ algorithm: dqn, learning_starts: 64, batch_size: 8, network: { hidden: [8] } }]
        evaluation: { final_episodes: 0 }
        training: { total_steps: 400 }
        metrics: { tensorboard: true, replay_storage: true, replay_sample_rate: 1 }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hamlet-board-");

    public void Dispose() => _folder.Delete(recursive: true);

    [BrowserFact]
    public async Task RunsAreSeenSideBySideAndTheirReplaysArePlayed()
    {
        Train("first", seed: 1);
        Train("second", seed: 2);
        using var ended = new CancellationTokenSource();
        var url = new TaskCompletionSource<string>();
        Task serving = LiveBoard.ServeAsync(new LiveOptions { Port = 0 }, _folder.FullName, TimeProvider.System, url.SetResult, ended.Token);
        IPage page = await browser.OpenAsync();
        var troubles = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                troubles.Add(message.Text);
            }
        };
        page.PageError += (_, error) => troubles.Add(error);

        await page.GotoAsync(await url.Task);
        await page.WaitForSelectorAsync(".chart[data-tag='Episode/Total_Reward'] canvas");
        Assert.Equal(["first", "second"], await page.Locator("#runs b").AllTextContentsAsync());
        Assert.Contains("seed", string.Join(' ', await page.Locator("#parameters td:first-child").AllTextContentsAsync()), StringComparison.Ordinal);

        await page.SelectOptionAsync("#axis", "time");
        await page.Locator("#groups button").GetByText("Training").ClickAsync();
        await page.WaitForSelectorAsync(".chart[data-tag='Training/Loss'] canvas");
        await page.ClickAsync("#replay-play");
        await page.WaitForFunctionAsync("() => Number(document.getElementById('replay-step').value) > 2");
        Assert.Equal(14, await page.Locator("#replay [data-affordance]").CountAsync());
        Assert.Equal(8, await page.Locator("#replay #meters .bar").CountAsync());
        string pictures = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;
        await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, "board.png"), FullPage = true });
        Assert.Empty(troubles);

        await ended.CancelAsync();
        await serving;
    }

    private void Train(string name, ulong seed)
    {
        var reader = new YamlConfigReader();
        Experiment experiment = ExperimentBinder.Bind(
            YamlParser.Parse($"experiment: {{ name: {name}, seed: {seed} }}\n{Town}", Path.Combine(Worlds.Folder, "board.yaml")), PluginCatalog.Host, reader);
        string folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, name)).FullName;
        var context = new SinkContext { RunDirectory = folder, RunId = name, Experiment = name };
        NamedSink[] sinks = [.. experiment.Sinks.Where(static s => s.Sink.Plugin.Name == "tensorboard").Select(s => new NamedSink("tensorboard", s.Sink.Create(context)))];
        using var log = new MetricLog(sinks);
        using var trainer = Trainer.Create(experiment, log, new TrainerOutput(folder));
        trainer.Train();
    }
}
