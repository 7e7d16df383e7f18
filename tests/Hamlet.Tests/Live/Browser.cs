using Microsoft.Playwright;

namespace Hamlet.Tests.Live;

/// <summary>The Chromium of this machine, without a window, for the tests of a class.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Executable is { } file)
        {
            _playwright = await Playwright.CreateAsync();
            // As root, in a container, there is no sandbox to be had; the page is our own.
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = file, Args = ["--no-sandbox", "--disable-gpu"] });
        }
    }

    /// <summary>Opens a page in a window of its own.</summary>
    public async Task<IPage> OpenAsync(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        IBrowserContext context = await _browser!.NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
