using System.Diagnostics;
using Hamlet.Environments;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Hamlet.Tests.Live;

/// <summary>The page in a real Chromium. Its pictures are kept beside the tests, in <c>screenshots</c>.</summary>
public sealed class PageTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    private const string Point = "() => Number(document.body.dataset.step)";

    [BrowserFact]
    public async Task ItShowsATrainingWhileItGoesOn()
    {
        using var training = new LiveTraining(LiveTraining.Town);
        training.Start();
        IPage page = await browser.OpenAsync();
        List<string> troubles = Listen(page);
        long start = Stopwatch.GetTimestamp();

        await page.GotoAsync(training.Sink.Url);
        await page.WaitForSelectorAsync("body[data-status=training][data-step]");
        output.WriteLine(FormattableString.Invariant($"The page is there and shows a first step after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms."));
        double step = await page.EvaluateAsync<double>(Point);
        await page.WaitForFunctionAsync("before => Number(document.body.dataset.step) > before + 200", step);
        await page.WaitForSelectorAsync(".chart[data-tag='Episode/Total_Reward'] canvas");
        await page.WaitForSelectorAsync("#ends .bar");

        Assert.Equal("shown", await page.TextContentAsync("#experiment"));
        Assert.Equal(8, await page.Locator("#meters .bar").CountAsync());
        Assert.Equal(6, await page.Locator("#decision .bar").CountAsync());
        Assert.Equal(14, await page.Locator("[data-affordance]").CountAsync());
        await KeepAsync(page, "town");
        Assert.Empty(troubles);
    }

    [BrowserFact]
    public async Task PauseStopsTheCounterTheTownIsTheEnvironmentsAndResumeGoesOn()
    {
        using var training = new LiveTraining(LiveTraining.Town);
        training.Start();
        IPage page = await browser.OpenAsync();
        List<string> troubles = Listen(page);
        await page.GotoAsync(training.Sink.Url);
        await page.WaitForSelectorAsync("body[data-status=training][data-step]");

        await page.ClickAsync("#pause");
        await page.WaitForSelectorAsync("body[data-status=paused]");
        long step = await SettleAsync(page, training);
        await page.WaitForTimeoutAsync(150);
        Assert.Equal(step, await page.EvaluateAsync<long>(Point));
        await CheckTownAsync(page, training.Training!.World);

        await page.ClickAsync("#step");
        await page.WaitForFunctionAsync("step => Number(document.body.dataset.step) === step", step + 1);
        await CheckTownAsync(page, training.Training.World);

        Assert.Equal("Resume", await page.TextContentAsync("#pause"));
        await page.ClickAsync("#pause");
        await page.WaitForFunctionAsync("step => Number(document.body.dataset.step) > step + 1", step);
        Assert.Empty(troubles);
    }

    [BrowserFact]
    public async Task AWorldWithoutASceneHasCurvesAndProbabilitiesAndItsAgentsCanBeChosen()
    {
        using var training = new LiveTraining(LiveTraining.CartPole);
        training.Start();
        IPage page = await browser.OpenAsync();
        List<string> troubles = Listen(page);
        await page.GotoAsync(training.Sink.Url);

        await page.Locator("#decision-title").GetByText("Action probabilities").WaitForAsync();
        IReadOnlyList<string> actions = await page.Locator("#decision .bar span").AllTextContentsAsync();
        Assert.Equal(["left", "right"], actions);
        Assert.True(await page.Locator("#town-card").IsHiddenAsync());
        Assert.Equal(4, await page.Locator("#sight .bar").CountAsync());
        await page.SelectOptionAsync("#agent", "b");
        await page.Locator("#decision-title").GetByText("Q-values").WaitForAsync();
        await page.WaitForSelectorAsync(".chart[data-tag='b/Episode/Total_Reward'] canvas");
        Assert.Equal(0, await page.Locator(".chart[data-tag^='a/']").CountAsync());
        await KeepAsync(page, "cartpole");
        Assert.Empty(troubles);
    }

    [BrowserFact]
    public async Task ItFitsAPhoneAndADarkRoom()
    {
        using var training = new LiveTraining(LiveTraining.Town);
        training.Start();
        IPage page = await browser.OpenAsync(390, 844, ColorScheme.Dark);
        List<string> troubles = Listen(page);
        await page.GotoAsync(training.Sink.Url);
        await page.WaitForSelectorAsync(".chart canvas");

        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 390);
        Assert.True(await page.EvaluateAsync<int>("document.querySelector('#town svg').clientWidth") > 300);
        await KeepAsync(page, "phone", full: true);
        Assert.Empty(troubles);
    }

    // What the console says in red, and what a script throws.
    private static List<string> Listen(IPage page)
    {
        var troubles = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                troubles.Add(message.Text);
            }
        };
        page.PageError += (_, error) => troubles.Add(error);
        return troubles;
    }

    // The step at which the training stands, when page and training agree on it.
    private static async Task<long> SettleAsync(IPage page, LiveTraining training)
    {
        long step;
        do
        {
            step = training.Training!.Progress.Step;
            await page.WaitForTimeoutAsync(30);
        }
        while (step != training.Training.Progress.Step || step != await page.EvaluateAsync<long>(Point));

        return step;
    }

    private static async Task CheckTownAsync(IPage page, IEnvironment world)
    {
        IScene scene = world.Offer<IScene>()!;
        IMeters meters = world.Offer<IMeters>()!;
        int[] places = new int[2 * (1 + scene.AffordanceNames.Count)];
        float[] values = new float[meters.MeterNames.Count];
        scene.ReadScene(0, places);
        meters.ReadMeters(0, values);

        string[] expected = [$"agent_0 {places[0]} {places[1]}", .. scene.AffordanceNames.Select((name, i) => $"{name} {places[2 + (2 * i)]} {places[3 + (2 * i)]}")];
        string[] drawn = await page.EvaluateAsync<string[]>(
            "['[data-agent]', '[data-affordance]'].flatMap(s => [...document.querySelectorAll(s)].map(e => `${e.dataset.agent ?? e.dataset.affordance} ${e.dataset.x} ${e.dataset.y}`))");
        double[] shown = await page.EvaluateAsync<double[]>("[...document.querySelectorAll('#meters .bar')].map(b => Number(b.dataset.value))");
        Assert.Equal(expected, drawn);
        Assert.Equal(values, shown.Select(static v => (float)v));
    }

    private async Task KeepAsync(IPage page, string name, bool full = false)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName, $"live-{name}.png");
        await page.ScreenshotAsync(new() { Path = path, FullPage = full });
        output.WriteLine(path);
    }
}
