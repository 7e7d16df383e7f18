using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.IntegrationTests.Support;
using Hamlet.Metrics;
using Hamlet.Plugins;

namespace Hamlet.IntegrationTests.Border;

/// <summary>What throws while an experiment is put together is an error in a line of its file.</summary>
public sealed class ConstructorTests : IDisposable
{
    private const string Line = "could not be made: InvalidOperationException: the licence has run out";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task AnEnvironmentThatCannotBeMadeIsPlaced() =>
        IsPlacedAsync("strange.yaml(2,22): error: environment 'bad' " + Line, StrangePlugins.Experiment, StrangePlugins.Broken<IEnvironment, EnvironmentContext>());

    [Fact]
    public Task AnAlgorithmIsToo() => IsPlacedAsync(
        "strange.yaml(3,23): error: algorithm 'bad' " + Line,
        StrangePlugins.Experiment.Replace("algorithm: dqn, learning_starts: 100, network: { hidden: [8] }", "algorithm: bad", StringComparison.Ordinal),
        StrangePlugins.CalmWorld(),
        StrangePlugins.Broken<IAlgorithm, AlgorithmContext>());

    [Fact]
    public Task AWrapperIsToo() => IsPlacedAsync(
        "error: wrapper 'bad' " + Line,
        StrangePlugins.Experiment.Replace("hidden: [8] }", "hidden: [8] }, wrappers: [{ type: bad }]", StringComparison.Ordinal),
        StrangePlugins.CalmWorld(),
        StrangePlugins.Broken<IWrapper, WrapperContext>());

    [Fact]
    public Task ACallbackIsToo() => IsPlacedAsync(
        "strange.yaml(6,21): error: callback 'bad' " + Line,
        StrangePlugins.Experiment + "\ncallbacks: [{ type: bad }]",
        StrangePlugins.CalmWorld(),
        StrangePlugins.Broken<ICallback, CallbackContext>());

    [Fact]
    public async Task AnOutputIsTooAndTheRunSaysThatItFailed()
    {
        await IsPlacedAsync(
            "strange.yaml(6,12): error: output 'bad' " + Line,
            StrangePlugins.Experiment + "\nmetrics: { bad: true }",
            StrangePlugins.CalmWorld(),
            new Plugin<IMetricSink, SinkContext, SinkSwitch>(
                "bad", typeof(ScriptedEpisode), "", static (_, _) => throw new InvalidOperationException("the licence has run out.")));
        Assert.Contains("\"failed\"", StrangePlugins.RunInfo(_folder), StringComparison.Ordinal);
    }

    [Fact]
    public Task AnOptionThatIsRefusedIsPlaced() => IsPlacedAsync(
        "strange.yaml(2,34): error: 'level' is refused: ArgumentOutOfRangeException: there are three levels",
        StrangePlugins.Experiment.Replace("type: bad", "type: bad, level: 7", StringComparison.Ordinal),
        StrangePlugins.TouchyWorld());

    [Fact]
    public async Task WhatIsAllowedIsTaken() => Assert.Equal(0, (await StrangePlugins.TrainAsync(
        _folder, StrangePlugins.Experiment.Replace("type: bad", "type: bad, level: 3", StringComparison.Ordinal), StrangePlugins.TouchyWorld())).ExitCode);

    private async Task IsPlacedAsync(string error, string yaml, params Plugin[] plugins)
    {
        CommandResult result = await StrangePlugins.TrainAsync(_folder, yaml, plugins);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", result.Error, StringComparison.Ordinal);
    }
}
