using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests;

public sealed class PluginsCommandTests
{
    [Fact]
    public async Task EveryPluginOfEveryReferencedAssemblyIsListed()
    {
        CommandResult result = await CommandLine.RunAsync("plugins");

        Assert.Equal(0, result.ExitCode);
        foreach (string name in (string[])["dqn", "tabular_q", "town", "cartpole", "corridor", "epsilon_greedy", "managed", "tensorboard", "database", "jsonl"])
        {
            Assert.Contains($"  {name} ", result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheOptionsOfOneAreShownWithTheirDefaults()
    {
        CommandResult result = await CommandLine.RunAsync("plugins", "corridor");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("cells  The number of cells. (default 8)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheOptionsInAnOptionAreShownWithTheirPath()
    {
        CommandResult result = await CommandLine.RunAsync("plugins", "dqn");

        Assert.Matches("(?m)^  network.hidden +[A-Z]", result.Output);
        Assert.Matches("(?m)^  gamma +[A-Z]", result.Output);
    }

    [Fact]
    public async Task TheOptionsOfARecordAreShownWithTheirOwnDefaults()
    {
        CommandResult result = await CommandLine.RunAsync("plugins", "rnd");

        string hidden = Assert.Single(result.Output.Split('\n'), static line => line.TrimStart().StartsWith("network.hidden ", StringComparison.Ordinal));
        Assert.EndsWith("(default [256, 128])", hidden.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownNameIsAnError()
    {
        CommandResult result = await CommandLine.RunAsync("plugins", "dqm");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("did you mean 'dqn'?", result.Error, StringComparison.Ordinal);
    }
}
