namespace Hamlet.IntegrationTests.Support;

/// <summary>What <c>hamlet validate</c> says of a text, as the file <c>f.yaml</c>.</summary>
internal static class Validation
{
    /// <summary>The least that a file of an experiment says.</summary>
    public const string World = "environment: { type: cartpole }\n";

    /// <summary>Validates; the lines of the errors name the file and no directory.</summary>
    public static async Task<(int ExitCode, string Output, string[] Errors)> OfAsync(string yaml, params string[] args)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("f.yaml", yaml);
        CommandResult result = await CommandLine.RunAsync(["validate", file, .. args]);
        string[] lines = result.Error.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (result.ExitCode, result.Output, lines);
    }

    /// <summary>Validates, and expects exactly these errors and warnings.</summary>
    public static async Task RefusesAsync(string yaml, string[] args, params string[] errors)
    {
        (int exitCode, string output, string[] lines) = await OfAsync(yaml, args);
        Assert.Equal(errors, lines);
        Assert.Equal((2, ""), (exitCode, output));
    }
}
