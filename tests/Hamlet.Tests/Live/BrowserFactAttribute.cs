namespace Hamlet.Tests.Live;

/// <summary>A test that needs a Chromium of this machine: one that is on the path, or the one that HAMLET_BROWSER names. Without, it is skipped.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    public BrowserFactAttribute()
    {
        if (Executable is null)
        {
            Skip = "There is no Chromium on the path; HAMLET_BROWSER may name one.";
        }
    }

    /// <summary>The browser's file, or null.</summary>
    public static string? Executable { get; } = Environment.GetEnvironmentVariable("HAMLET_BROWSER") is { Length: > 0 } chosen
        ? chosen
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(static folder => s_names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);
}
