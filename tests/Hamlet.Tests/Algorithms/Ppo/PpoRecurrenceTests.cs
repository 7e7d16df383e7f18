using Hamlet.Algorithms;
using Hamlet.Algorithms.Ppo;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Ppo;

public sealed class PpoRecurrenceTests
{
    private const int Length = 4;

    private static readonly PpoOptions s_options = new()
    {
        NSteps = 32,
        BatchSize = 64,
        NEpochs = 4,
        LearningRate = 1e-2,
        Gamma = 0.9,
        Network = new PpoNetworkOptions { Hidden = [], Recurrent = Recurrence.Gru, RecurrentSize = 8 },
    };

    public static TheoryData<PpoOptions> Variants => new(
        s_options,
        s_options with { SharedTrunk = true, SequenceLength = 16 },
        s_options with { Network = s_options.Network with { Recurrent = Recurrence.Lstm } });

    [Theory]
    [MemberData(nameof(Variants))]
    public void RemembersACueThatIsShownOnce(PpoOptions options)
    {
        using PpoSession session = Create(options);
        session.Run(8_000);

        Assert.Equal(1, CueEnvironment.HitRate(session.Agent, Length));
    }

    [Fact]
    public void WithoutMemoryTheSameIsChance()
    {
        using PpoSession session = Create(s_options with { Network = new PpoNetworkOptions { Hidden = [8] } });
        session.Run(8_000);

        // Five standard deviations of the mean of 1000 fair coins.
        Assert.InRange(CueEnvironment.HitRate(session.Agent, Length), 0.42, 0.58);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void ContinuesBitForBitFromTheMiddleOfARollout(PpoOptions options)
    {
        using PpoSession session = Create(options);
        session.Run(8 * ((32 * 2) + 19));

        using PpoSession other = Create(options, seed: 99);
        other.ContinueFrom(session);
        session.Run(800);
        other.Run(800);

        Assert.Equal(session.Parameters(), other.Parameters());
    }

    [Fact]
    public void TheSameSeedTwiceGivesTheSameBits()
    {
        using PpoSession session = Create(s_options);
        using PpoSession same = Create(s_options);
        using PpoSession other = Create(s_options, seed: 2);
        session.Run(800);
        same.Run(800);
        other.Run(800);

        Assert.Equal(session.Parameters(), same.Parameters());
        Assert.NotEqual(session.Parameters(), other.Parameters());
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void SteadyStateAllocatesNothing(PpoOptions options)
    {
        using PpoSession session = Create(options);
        session.Run(2_560);

        long before = GC.GetAllocatedBytesForCurrentThread();
        session.Run(2_560);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TrainingSeesTheProbabilitiesAndValuesOfActing(bool shared)
    {
        // With a step size of all but nothing: if states, resets or the order of samples were wrong, the ratios would not be 1.
        var sink = new RecordingSink();
        using var log = new Hamlet.Metrics.MetricLog([new Hamlet.Metrics.NamedSink("test", sink)]);
        PpoOptions still = s_options with { LearningRate = 1e-12, SharedTrunk = shared, SequenceLength = 8, BatchSize = 24 };
        using var session = new PpoSession(new CueEnvironment(rows: 8, Length), still, metrics: log);
        session.Run(8 * 32 * 3);
        log.Flush();

        Assert.Equal(3, sink.Of("kl").Count());
        Assert.All(sink.Of("kl"), static kl => Assert.InRange(kl, -1e-7, 1e-7));
        Assert.All(sink.Of("clip_fraction"), static fraction => Assert.Equal(0, fraction));
    }

    [Fact]
    public void TruncationBootstrapsWithWhatIsRememberedThen()
    {
        // Two observations, the second the last one of an episode: its value depends on the first.
        float first = BootstrappedReturn(1, 3, 7);
        Assert.Equal(first, BootstrappedReturn(1, 3, -9));
        Assert.NotEqual(first, BootstrappedReturn(2, 3, 7));
        Assert.NotEqual(first, BootstrappedReturn(1, 4, 7));
    }

    [Fact]
    public void WhatCannotBeCutIntoSequencesIsRefusedWithItsKey()
    {
        Assert.Contains("'sequence_length' is 5", Refusal(s_options with { SequenceLength = 5 }), StringComparison.Ordinal);
        Assert.Contains("'batch_size' is 31", Refusal(s_options with { SequenceLength = 32, BatchSize = 31 }), StringComparison.Ordinal);
        Assert.EndsWith(
            "'n_steps' is 31, and the longest sequences that divide it and fit into 'batch_size', 16, have 1 steps: make it a multiple of 16, or set 'sequence_length' to 1 if that is enough",
            Refusal(s_options with { NSteps = 31, BatchSize = 16 }),
            StringComparison.Ordinal);
        Assert.Contains(
            "'network.recurrent'",
            Refusal(s_options with { SequenceLength = 8, Network = new PpoNetworkOptions() }),
            StringComparison.Ordinal);
    }

    /// <summary>All of a rollout where a minibatch has room for it, and else as much of it as it has.</summary>
    [Theory]
    [InlineData(32, 64, 32)]
    [InlineData(32, 24, 16)]
    [InlineData(30, 16, 15)]
    public void WithoutALengthSequencesAreTheLongestThatFit(int steps, int batchSize, int length)
    {
        PpoOptions options = s_options with { NSteps = steps, BatchSize = batchSize };
        using PpoSession session = Create(options);
        using PpoSession same = Create(options with { SequenceLength = length });
        session.Run(800);
        same.Run(800);

        Assert.Equal(same.Parameters(), session.Parameters());
    }

    private static string Refusal(PpoOptions options) => Assert.Throws<ConfigException>(() => Create(options).Dispose()).Message;

    private static PpoSession Create(PpoOptions options, ulong seed = 1) =>
        new(new CueEnvironment(rows: 8, Length), options, totalSteps: 8_000, seed);

    // The return of the last of two steps, which is truncated, less the value that was predicted for it.
    private static float BootstrappedReturn(float first, float final, float next)
    {
        var spec = new EnvironmentSpec
        {
            Name = "line",
            Fields = [new ObservationField("x", 0, 1, -10, 10, [])],
            Actions = new DiscreteActions(["a", "b"]),
        };
        var options = new PpoOptions
        {
            NSteps = 1,
            BatchSize = 1,
            NEpochs = 1,
            Network = new PpoNetworkOptions { Hidden = [], Recurrent = Recurrence.Lstm, RecurrentSize = 4 },
        };
        using var agent = new PpoAlgorithm(
            options, Session.Context(spec, 1, new ManagedBackend(new ManagedBackendOptions(), new BackendContext())));
        var batch = new EnvironmentBatch(spec, 1);
        batch.All.Observations[0] = first;
        agent.Act(batch.All);
        batch.All.Truncated[0] = true;
        batch.All.FinalObservations[0] = final;
        batch.All.Observations[0] = next;
        agent.Observe(batch.All);
        return agent.Rollout.Returns[0];
    }
}
