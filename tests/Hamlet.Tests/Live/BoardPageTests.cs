using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Hamlet.Tests.Live;

/// <summary>The board in a real Chromium. Its pictures are kept beside the tests, in <c>screenshots</c>.</summary>
public sealed class BoardPageTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
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
