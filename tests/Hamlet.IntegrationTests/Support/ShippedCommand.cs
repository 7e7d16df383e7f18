using Hamlet.Hosting;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.SamplePlugins;

namespace Hamlet.IntegrationTests.Support;

/// <summary>The command with the plugins that it is shipped with: those of this program without the tests' own.</summary>
internal static class ShippedCommand
{
    private static readonly System.Reflection.Assembly[] s_tests = [typeof(ShippedCommand).Assembly, typeof(CoinEpisode).Assembly];

    public static async Task<CommandResult> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exitCode = await HamletHost.RunAsync(args, new HostIo { Out = output, Error = error, Catalog = Catalog(), Terminal = false, Color = false });
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>What it prints, if it succeeds.</summary>
    public static async Task<string> PrintAsync(params string[] args)
    {
        CommandResult result = await RunAsync(args);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private static PluginCatalog Catalog()
    {
        var catalog = new PluginCatalog();
        foreach (Plugin plugin in PluginCatalog.Host.All.Where(static p => !s_tests.Contains(p.Type.Assembly)))
        {
            catalog.Add(plugin);
        }

        foreach (MetricSchema record in PluginCatalog.Host.Records.Where(static r => !s_tests.Contains(r.GetType().GetGenericArguments()[0].Assembly)))
        {
            catalog.AddRecord(() => record);
        }

        return catalog;
    }
}
