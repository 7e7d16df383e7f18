using Hamlet.Algorithms.Dqn;
using Hamlet.Algorithms.Exploration;
using Hamlet.Algorithms.Intrinsic;
using Hamlet.Configuration;
using Hamlet.Networks;

namespace Hamlet.Tests.Algorithms;

public sealed class OptionsTests
{
    [Fact]
    public void DqnTakesTheNamesOfStableBaselinesToo()
    {
        DqnOptions options = Bind<DqnOptions>(
            ("buffer_size", "100000"),
            ("train_freq", "256"),
            ("gradient_steps", "128"),
            ("target_update_unit", "steps"),
            ("loss", "mse"));

        Assert.Equal(
            new DqnOptions
            {
                ReplayBufferSize = 100_000,
                TrainFrequency = 256,
                GradientSteps = 128,
                TargetUpdateUnit = TargetUpdateUnit.Steps,
                Loss = QLoss.Mse,
                Network = options.Network,
                Span = new ConfigSpan("test.yaml", 1, 1),
            },
            options);
        Assert.Equal([128, 128], options.Network.Hidden);
    }

    [Fact]
    public void EpsilonsOldNamesMeanTheSame()
    {
        EpsilonGreedyOptions options = Bind<EpsilonGreedyOptions>(("epsilon", "0.9"), ("epsilon_decay", "0.995"), ("decay_per", "step"));

        Assert.Equal(0.9, options.EpsilonStart);
        Assert.Null(options.EpsilonFraction);
        Assert.Equal(0.995, options.EpsilonDecay);
        Assert.Equal(DecayPer.Step, options.DecayPer);
    }

    [Theory]
    [InlineData("gamma", "1.1")]
    [InlineData("learning_rate", "0")]
    [InlineData("batch_size", "0")]
    [InlineData("tau", "0")]
    [InlineData("gradient_steps", "-2")]
    [InlineData("learning_starts", "-1")]
    [InlineData("target_update_unit", "frames")]
    [InlineData("target_update_interval", "10")]
    public void WhatIsOutOfRangeOrUnknownIsAnError(string key, string value)
    {
        ConfigException error = Assert.Throws<ConfigException>(() => Bind<DqnOptions>((key, value)));

        Assert.Contains(key, Assert.Single(error.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsLeftOutOfTheNetworkOfRndIsAsItIsWithoutAny()
    {
        RndNetworkOptions options = Bind<RndNetworkOptions>(("activation", "tanh"));

        Assert.Equal(new RndOptions().Network with { Activation = Activation.Tanh, Hidden = options.Hidden, Span = options.Span }, options);
        Assert.Equal([256, 128], options.Hidden);
        Assert.Equal(Initialization.Orthogonal, options.Initialization);
    }

    private static T Bind<T>(params (string Key, string Value)[] entries)
        where T : class, IOptions<T>
    {
        var span = new ConfigSpan("test.yaml", 1, 1);
        var binder = new ConfigBinder();
        ConfigEntry[] map = [.. entries.Select(e => new ConfigEntry(e.Key, span, new ConfigScalar(e.Value, span)))];
        T options = binder.Bind<T>(new ConfigMap(map, span));
        binder.ThrowIfErrors();
        return options;
    }
}
