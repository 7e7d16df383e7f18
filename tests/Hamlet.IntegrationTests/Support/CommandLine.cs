using Hamlet.Hosting;
using Hamlet.Plugins;

namespace Hamlet.IntegrationTests.Support;

/// <summary>Runs the command in this process and catches what it prints.</summary>
internal static class CommandLine
{
    public static Task<CommandResult> RunAsync(params string[] args) => RunAsync(PluginCatalog.Host, args);

    /// <summary>The same with other plugins than those that the tests were built with.</summary>
    public static async Task<CommandResult> RunAsync(PluginCatalog catalog, params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exitCode = await HamletHost.RunAsync(args, new HostIo
        {
            Out = output,
            Error = error,
            Catalog = catalog,
            Terminal = false,
            Color = false,
        });
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Trains and returns the directory of the run.</summary>
    public static async Task<string> TrainAsync(string logDirectory, params string[] args)
    {
        CommandResult result = await RunAsync(["train", .. args, "--log-dir", logDirectory]);
        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        string line = result.Output.Split('\n').Single(static l => l.StartsWith("Run: ", StringComparison.Ordinal));
        return line["Run: ".Length..].Trim();
    }
}
