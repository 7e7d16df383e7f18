using Hamlet.Algorithms.Dqn;
using Hamlet.Algorithms.Exploration;
using Hamlet.Configuration;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Dqn;

public sealed class DqnRecurrenceTests
{
    private const int Length = 4;

    private static readonly DqnOptions s_options = new()
    {
        BatchSize = 64,
        SequenceLength = 8,
        BurnIn = 4,
        LearningRate = 1e-2,
        Gamma = 0.9,
        LearningStarts = 500,
        TrainFrequency = 16,
        TargetUpdateFrequency = 20,
        ReplayBufferSize = 4_000,
        Network = new NetworkOptions { Hidden = [], Recurrent = Recurrence.Gru, RecurrentSize = 8 },
    };

    private static readonly EpsilonGreedyOptions s_exploration = new() { EpsilonFraction = 0.5, EpsilonMin = 0.05 };

    public static TheoryData<DqnOptions> Variants => new(
        s_options,
        s_options with { Network = s_options.Network with { Recurrent = Recurrence.Lstm }, BurnIn = 0, DoubleDqn = false },
        s_options with { PrioritizedReplay = true, Dueling = true, NSteps = 3, Tau = 0.05, TargetUpdateFrequency = 1, SequenceLength = 5 });

    [Theory]
    [MemberData(nameof(Variants))]
    public void RemembersACueThatIsShownOnce(DqnOptions options)
    {
        using Session session = Create(options);
        session.Run(8_000);

        Assert.Equal(1, CueEnvironment.HitRate(session.Agent, Length));
    }

    [Fact]
    public void WithoutMemoryTheSameIsChance()
    {
        using Session session = Create(
            s_options with { SequenceLength = null, BurnIn = null, Network = new NetworkOptions { Hidden = [8] } });
        session.Run(8_000);

        // Five standard deviations of the mean of 1000 fair coins.
        Assert.InRange(CueEnvironment.HitRate(session.Agent, Length), 0.42, 0.58);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void ContinuesBitForBit(DqnOptions options)
    {
        var environment = new CueEnvironment(rows: 4, Length);
        var same = new CueEnvironment(rows: 4, Length);
        using Session session = Create(options, environment);
        using Session other = Create(options, same, seed: 9);
        session.Run(1_003 * 4);

        StateTree.Save(session.Agent).Load(other.Agent);
        StateTree.Save(environment).Load(same);
        session.Batch.All.Observations.CopyTo(other.Batch.All.Observations);
        other.Progress.Step = session.Progress.Step;
        session.Run(1_000);
        other.Run(1_000);

        Assert.Equal(Parameters(session), Parameters(other));
    }

    [Fact]
    public void TheSameSeedTwiceGivesTheSameBits()
    {
        using Session session = Create(s_options);
        using Session same = Create(s_options);
        using Session other = Create(s_options, seed: 2);
        session.Run(1_500);
        same.Run(1_500);
        other.Run(1_500);

        Assert.Equal(Parameters(session), Parameters(same));
        Assert.NotEqual(Parameters(session), Parameters(other));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void SteadyStateAllocatesNothing(DqnOptions options)
    {
        using Session session = Create(options with { ReplayBufferSize = 600 });
        session.Run(2_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        session.Run(1_500);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WithoutItsReplayTheAgentGoesOnAndCollectsItAnew()
    {
        using Session session = Create(s_options);
        using Session other = Create(s_options);
        session.Run(1_200);
        StateTree.Save(session.Agent, replay: false).Load(other.Agent);
        float[] before = Parameters(other);
        other.Run(350);
        Assert.Equal(before, Parameters(other));
        other.Run(400);

        Assert.NotEqual(before, Parameters(other));
    }

    [Theory]
    [InlineData("batch_size", 7, 8, 4_000)]
    [InlineData("replay_buffer_size", 64, 8, 83)]
    public void WhatIsTooSmallForASequenceIsRefusedWithItsKey(string key, int batchSize, int length, int capacity)
    {
        string message = Refusal(s_options with { BatchSize = batchSize, SequenceLength = length, ReplayBufferSize = capacity });

        Assert.Contains($"'{key}' is", message, StringComparison.Ordinal);
    }

    [Fact]
    public void SequencesWithoutMemoryAreRefused()
    {
        Assert.Contains("'sequence_length'", Refusal(s_options with { Network = new NetworkOptions() }), StringComparison.Ordinal);
        Assert.Contains(
            "'burn_in'", Refusal(s_options with { SequenceLength = null, Network = new NetworkOptions() }), StringComparison.Ordinal);
    }

    private static string Refusal(DqnOptions options) => Assert.Throws<ConfigException>(() => Create(options).Dispose()).Message;

    private static Session Create(DqnOptions options, CueEnvironment? environment = null, ulong seed = 1) => new(
        environment ?? new CueEnvironment(rows: 4, Length),
        options,
        s_exploration,
        new ManagedBackend(new ManagedBackendOptions(), new BackendContext()),
        totalSteps: 8_000,
        seed);

    private static float[] Parameters(Session session) =>
        [.. StateTree.Save(session.Agent).Children["online"].Values.Values.OfType<float[]>().SelectMany(static v => v)];
}
