using Hamlet.Algorithms;
using Hamlet.Algorithms.Dqn;
using Hamlet.Algorithms.Exploration;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Dqn;

/// <summary>DQN with the managed backend, as it is used.</summary>
public sealed class DqnLearningTests
{
    private const int Size = 6;

    private static readonly DqnOptions s_options = new()
    {
        Gamma = 0.9,
        BatchSize = 32,
        LearningStarts = 100,
        TrainFrequency = 2,
        TargetUpdateFrequency = 50,
        LearningRate = 2e-3,
        Network = new NetworkOptions { Hidden = [32] },
    };

    public static TheoryData<DqnOptions> Variants => new(
        s_options,
        s_options with { DoubleDqn = false },
        s_options with { Dueling = true },
        s_options with { Loss = QLoss.Mse },
        s_options with { TargetUpdateFrequency = 1, Tau = 0.02 },
        s_options with { TargetUpdateUnit = TargetUpdateUnit.Episodes, TargetUpdateFrequency = 10 },
        s_options with { TrainFrequency = 64, GradientSteps = -1, TargetUpdateUnit = TargetUpdateUnit.Steps, TargetUpdateFrequency = 64 });

    [Theory]
    [MemberData(nameof(Variants))]
    public void SolvesTheIdentityEnvironment(DqnOptions options)
    {
        var environment = new IdentityEnvironment(Size, rows: 2, seed: 3);
        using var session = new Session(environment, options, new EpsilonGreedyOptions(), Backend(), totalSteps: 4000);
        session.Run(4000);
        Assert.False(environment.MaskBroken);

        using IPolicy policy = session.Agent.CreatePolicy();
        Assert.Equal(1000, Hits(policy, steps: 500));
    }

    [Fact]
    public void SteadyStateAllocatesNothing()
    {
        var sink = new CountingSink();
        using var log = new MetricLog([new NamedSink("count", sink)]);
        // Two rows, all kinds of updates of the target, episodes that end, a replay buffer that wraps.
        DqnOptions options = s_options with { ReplayBufferSize = 256, TargetUpdateFrequency = 3, Dueling = true, PrioritizedReplay = true, NSteps = 3 };
        var environment = new IdentityEnvironment(Size, rows: 2, seed: 3);
        using var session = new Session(environment, options, new EpsilonGreedyOptions(), Backend(), metrics: log);
        session.Run(2000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        session.Run(2000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        log.Flush();
        Assert.InRange(sink.Records, 3000, 4000);
    }

    [Fact]
    public void PolicyAllocatesNothing()
    {
        using var session = new Session(new IdentityEnvironment(Size, rows: 1, seed: 3), s_options, new EpsilonGreedyOptions(), Backend());
        using IPolicy policy = session.Agent.CreatePolicy();
        long checksum = Hits(policy, steps: 500);

        var environment = new IdentityEnvironment(Size, rows: 2, seed: 5);
        var batch = new EnvironmentBatch(environment.Spec, 2);
        environment.Reset(batch.All);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            policy.Act(batch.All);
            checksum += batch.All.Actions[1];
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, checksum);
    }

    [Fact]
    public void ContinuesBitForBitFromASavedState()
    {
        var environment = new IdentityEnvironment(Size, rows: 2, seed: 3);
        using var session = new Session(environment, s_options, new EpsilonGreedyOptions { EpsilonDecay = 0.99 }, Backend());
        session.Run(1000);
        StateTree agent = StateTree.Save(session.Agent);
        StateTree world = StateTree.Save(environment);
        float[] observations = session.Batch.All.Observations.ToArray();
        bool[] masks = session.Batch.All.Masks.ToArray();
        session.Run(1000);

        var otherEnvironment = new IdentityEnvironment(Size, rows: 2, seed: 4);
        using var other = new Session(otherEnvironment, s_options, new EpsilonGreedyOptions { EpsilonDecay = 0.99 }, Backend(), seed: 2);
        agent.Load(other.Agent);
        world.Load(otherEnvironment);
        observations.CopyTo(other.Batch.All.Observations);
        masks.CopyTo(other.Batch.All.Masks);
        other.Progress.Step = 1000;
        other.Run(1000);

        Assert.Equal(Parameters(session.Agent), Parameters(other.Agent));
        Assert.Equal(session.Agent.ExplorationRate, other.Agent.ExplorationRate);
    }

    private static ManagedBackend Backend() => new(new ManagedBackendOptions(), new BackendContext());

    private static float[] Parameters(DqnAlgorithm agent)
    {
        StateTree network = StateTree.Save(agent).Children["online"];
        return [.. network.Values.Values.OfType<float[]>().SelectMany(static v => v)];
    }

    private static long Hits(IPolicy policy, int steps)
    {
        var environment = new IdentityEnvironment(Size, rows: 2, seed: 1234);
        var batch = new EnvironmentBatch(environment.Spec, 2);
        environment.Reset(batch.All);
        for (int i = 0; i < steps; i++)
        {
            policy.Act(batch.All);
            environment.Step(batch.All);
        }

        return environment.Hits;
    }

    private sealed class CountingSink : IMetricSink
    {
        public int Records { get; private set; }

        public void Write(in MetricEntry entry) => Records++;

        public void Flush()
        {
        }

        public void SaveState(StateWriter writer)
        {
        }

        public void LoadState(StateReader reader)
        {
        }

        public void Dispose()
        {
        }
    }
}
