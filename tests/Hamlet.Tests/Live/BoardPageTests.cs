using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Hamlet.Tests.Live;

/// <summary>The board in a real Chromium. Its pictures are kept beside the tests, in <c>screenshots</c>.</summary>
public sealed class BoardPageTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    // The first and the last row in which the line of the only run is, as shares of the height: none where nothing is drawn.
    private const string DrawnRows = """
        tag => {
          const canvas = document.querySelector(`.plot[data-tag='${tag}'] canvas`);
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          const rows = [];
          for (let i = 0; i < data.length; i += 4) {
            if (data[i + 3] > 100 && [47, 125, 107].every((c, k) => Math.abs(data[i + k] - c) < 8)) rows.push(Math.floor(i / 4 / canvas.width) / canvas.height);
          }
          return rows.length ? [rows[0], rows.at(-1)] : [];
        }
        """;

    [BrowserFact]
    public async Task EveryPageShowsWhatTheRunsHave()
    {
        await using var files = new BoardRunFiles();
        files.AddForeign();
        IPage page = await browser.OpenAsync();
        List<string> troubles = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                troubles.Add(message.Text);
            }
        };
        page.PageError += (_, error) => troubles.Add(error);
        await page.GotoAsync((await files.StartAsync()).ToString());

        await page.WaitForSelectorAsync(".plot[data-tag='Training/Loss'] canvas");
        Assert.Equal(2, await page.Locator("#runs input:checked").CountAsync());
        await page.SelectOptionAsync("#axis", "time");
        await page.FillAsync("#tags", "loss");
        await page.WaitForSelectorAsync(".plot[data-tag='Episode/Total_Reward']", new() { State = WaitForSelectorState.Detached });
        await page.FillAsync("#tags", "");
        await page.WaitForSelectorAsync(".plot[data-tag='Episode/Total_Reward'] canvas");
        await KeepAsync(page, "curves");

        await OpenAsync(page, "Options");
        Assert.Equal(2, await page.Locator("tbody tr").CountAsync());

        await OpenAsync(page, "Distributions");
        await page.WaitForSelectorAsync(".exhibit canvas");
        Assert.True(await page.EvaluateAsync<bool>(
            "[...document.querySelector('.exhibit canvas').getContext('2d').getImageData(0, 0, 300, 150).data].some(v => v > 0)"));

        await OpenAsync(page, "Images");
        await page.WaitForFunctionAsync("() => document.querySelector('.frames img')?.naturalWidth === 2");

        await OpenAsync(page, "Texts");
        await page.GetByText("advance from stage 1 to 2").WaitForAsync();

        await OpenAsync(page, "Replays");
        await page.WaitForSelectorAsync("[data-agent][data-x='0'][data-y='1']");
        Assert.Equal("100%", await page.TextContentAsync("#meters .bar b"));
        await page.FillAsync(".player input", "1");
        await page.WaitForSelectorAsync("[data-agent][data-x='2'][data-y='1']");
        Assert.Equal("50%", await page.TextContentAsync("#meters .bar b"));
        Assert.Equal("interact", await page.TextContentAsync(".action"));
        await KeepAsync(page, "replay");

        await OpenAsync(page, "Curves");
        await page.UncheckAsync("#runs label[title^='town/1'] input");
        await page.WaitForSelectorAsync(".plot[data-tag='Training/Loss']", new() { State = WaitForSelectorState.Detached });
        Assert.Equal("loss", await page.GetAttributeAsync(".plot", "data-tag"));
        Assert.Empty(troubles);
    }

    /// <summary>Also where equal values are smoothed to nearly equal ones, and where a plot is drawn again.</summary>
    [BrowserFact]
    public async Task ACurveThatStandsStillIsALineInTheMiddleAndASinglePointAPoint()
    {
        await using var files = new BoardRunFiles();
        (string Tag, double Value, int Points)[] curves =
        [
            ("Training/Zero", 0, 40), ("Training/Tenth", 0.1, 40), ("Training/Huge", 1e12, 40), ("Training/Tiny", 1e-9, 40), ("Training/Below", -5, 40),
            ("Training/Once_Zero", 0, 1), ("Training/Once_Huge", 1e12, 1), ("Training/Once_Tiny", 1e-9, 1),
        ];
        foreach ((string tag, double value, int points) in curves)
        {
            for (int i = 0; i < points; i++)
            {
                files.Log.Log(tag, value, i * 10);
            }
        }

        files.Log.Flush();
        IPage page = await browser.OpenAsync();
        await page.GotoAsync((await files.StartAsync()).ToString());
        await page.WaitForSelectorAsync(".plot[data-tag='Training/Zero'] canvas");
        foreach (string smoothing in (string[])["0.6", "0.9", "0"])
        {
            await page.EvaluateAsync("value => { const s = document.getElementById('smooth'); s.value = value; s.dispatchEvent(new Event('input')); }", smoothing);
            // What is drawn anew, is with the next picture.
            await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            foreach ((string tag, _, int points) in curves)
            {
                double[] rows = await page.EvaluateAsync<double[]>(DrawnRows, tag);
                Assert.True(rows is [> 0.3, < 0.6] && rows[1] - rows[0] < (points == 1 ? 0.06 : 0.025), $"{tag} at {smoothing}: {string.Join(" to ", rows)}");
            }
        }

        await KeepAsync(page, "constant");
    }

    [BrowserFact]
    public async Task NumbersBesideAnAxisAreShort()
    {
        await using var files = new BoardRunFiles();
        IPage page = await browser.OpenAsync();
        await page.GotoAsync((await files.StartAsync()).ToString());

        Assert.Equal(
            "0 0.25 1500 12.5k 2M 1.05e9 1e12 -2e-4 9.5e-10 1e-9",
            await page.EvaluateAsync<string>(
                "import('./plotting.js').then(m => [0, .25, 1500, 12500, 2e6, 1.05e9, 1e12, -2e-4, 9.5e-10, 1e-9].map(m.short).join(' '))"));
    }

    [BrowserFact]
    public async Task ItFitsAPhone()
    {
        await using var files = new BoardRunFiles();
        IPage page = await browser.OpenAsync(390, 844, ColorScheme.Dark);
        await page.GotoAsync((await files.StartAsync()).ToString());
        await page.WaitForSelectorAsync(".plot canvas");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 390);
        await KeepAsync(page, "phone");
    }

    private static Task OpenAsync(IPage page, string name) => page.ClickAsync($"#pages button:text-is('{name}')");

    private async Task KeepAsync(IPage page, string name)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName, $"board-{name}.png");
        await page.ScreenshotAsync(new() { Path = path });
        output.WriteLine(path);
    }
}
