using Hamlet.Algorithms;
using Hamlet.Algorithms.Ppo;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Ppo;

public sealed class PpoAlgorithmTests
{
    private static readonly PpoOptions s_options = new()
    {
        NSteps = 16,
        BatchSize = 12,
        NEpochs = 2,
        Network = new PpoNetworkOptions { Hidden = [16] },
    };

    private static readonly EnvironmentSpec s_line = new()
    {
        Name = "line",
        Fields = [new ObservationField("x", 0, 1, -10, 10, [])],
        Actions = new DiscreteActions(["a", "b"]),
    };

    [Theory]
    [InlineData("identity", true)]
    [InlineData("identity", false)]
    [InlineData("pair", false)]
    [InlineData("follow", true)]
    [InlineData("follow", false)]
    [InlineData("follow sde", false)]
    [InlineData("follow sde", true)]
    public void ContinuesBitForBitFromTheMiddleOfARollout(string world, bool shared)
    {
        PpoOptions options = s_options with { SharedTrunk = shared, UseSde = world.EndsWith("sde", StringComparison.Ordinal), SdeSampleFrequency = 4 };
        using var session = new PpoSession(Create(world), options);
        session.Run(2 * ((16 * 3) + 7));

        using var other = new PpoSession(Create(world), options, seed: 99);
        other.ContinueFrom(session);
        session.Run(200);
        other.Run(200);

        Assert.Equal(session.Parameters(), other.Parameters());
    }

    [Fact]
    public void RolloutOfAnotherLengthIsRefused()
    {
        using var session = new PpoSession(Create("identity"), s_options);
        session.Run(20);
        using var other = new PpoSession(Create("identity"), s_options with { NSteps = 8 });

        Assert.Throws<StateException>(() => other.ContinueFrom(session));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("pair")]
    [InlineData("follow")]
    [InlineData("follow sde")]
    public void SteadyStateAllocatesNothing(string world)
    {
        var sink = new RecordingSink();
        using var log = new MetricLog([new NamedSink("test", sink)]);
        using var session = new PpoSession(Create(world), s_options with { TargetKl = 0.5, UseSde = world == "follow sde" }, metrics: log);
        session.Run(3200);

        long before = GC.GetAllocatedBytesForCurrentThread();
        session.Run(3200);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        log.Flush();
        Assert.Equal(200, sink.Of("policy_loss").Count());
    }

    [Fact]
    public void EachUpdateIsOneRecordWithItsScheduledStepSize()
    {
        RecordingSink sink = Record(s_options with { LearningRate = 0.01, LearningRateSchedule = Schedule.Linear }, steps: 96, total: 128);

        Assert.Equal([32L, 64, 96], sink.Values.Where(static v => v.Column == "kl").Select(static v => v.Step));
        Assert.Equal([1.0, 2, 3], sink.Of("epochs"));
        Assert.Equal([0.75, 0.5, 0.25], sink.Of("learning_rate_multiplier"));
        Assert.Equal(
            [0.0075, 0.005, 0.0025],
            sink.Values.Where(static v => v is ("policy_update", _, "learning_rate", _)).Select(static v => v.Value));
    }

    [Fact]
    public void StepSizeThatWasSetIsScaledByTheScheduleAndSaved()
    {
        PpoOptions options = s_options with { LearningRate = 0.01, LearningRateSchedule = Schedule.Linear };
        var sink = new RecordingSink();
        using var log = new MetricLog([new NamedSink("test", sink)]);
        using var session = new PpoSession(Create("identity"), options, totalSteps: 128, metrics: log);
        session.Run(32);
        session.Agent.LearningRate = 0.1;
        session.Run(32);
        log.Flush();

        Assert.Equal([0.0075, 0.05], sink.Values.Where(static v => v is ("policy_update", _, "learning_rate", _)).Select(static v => v.Value));
        using var other = new PpoSession(Create("identity"), options);
        other.ContinueFrom(session);
        Assert.Equal(0.1, other.Agent.LearningRate);
        Assert.Equal((2, 2), (other.Agent.Updates, other.Agent.Rollouts));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("pair")]
    public void EntropyFallsFromNearlyOneAsTheAgentMakesUpItsMindAndIsSaved(string world)
    {
        using var session = new PpoSession(Create(world), s_options with { LearningRate = 0.02 });
        Assert.Null(session.Agent.ActionEntropy);
        session.Run(32);
        Assert.InRange(session.Agent.ActionEntropy!.Value, 0.9, 1);
        session.Run(3200);
        Assert.InRange(session.Agent.ActionEntropy!.Value, 0, 0.5);

        using var other = new PpoSession(Create(world), s_options);
        other.ContinueFrom(session);
        Assert.Equal(session.Agent.ActionEntropy, other.Agent.ActionEntropy);
    }

    [Fact]
    public void ContinuousActionsHaveNoNormalizedEntropy()
    {
        using var session = new PpoSession(Create("follow"), s_options);
        session.Run(64);

        Assert.Null(session.Agent.ActionEntropy);
    }

    [Fact]
    public void DivergenceEndsAnUpdateEarly()
    {
        // After the first step of the first pass the policy has moved, and the next minibatch is refused: one step an update.
        PpoOptions wild = s_options with { LearningRate = 0.5, NEpochs = 10, BatchSize = 32, TargetKl = 1e-6 };
        using var session = new PpoSession(Create("identity"), wild);
        session.Run(32);

        StateTree optimizer = StateTree.Save(session.Agent).Children["networks"].Children["policy_optimizer"];
        Assert.Equal(1L, optimizer.Values["step"]);
    }

    [Fact]
    public void TruncationBootstrapsFromTheFinalObservation()
    {
        float truncated = ReturnOfOneStep(terminated: false, truncated: true);
        float terminated = ReturnOfOneStep(terminated: true, truncated: true);
        float running = ReturnOfOneStep(terminated: false, truncated: false);

        // Half of the value of what was seen: the last observation, 3, or else the next one, 1; nothing after a terminal step.
        Assert.Equal(0.25f, terminated);
        Assert.Equal(0.25f + (0.5f * Critic(3)), truncated, 1e-5);
        Assert.Equal(0.25f + (0.5f * Critic(1)), running, 1e-5);
    }

    [Fact]
    public void RolloutThatFitsNoArrayIsRefusedWithItsPlace()
    {
        EnvironmentSpec spec = Create("identity").Spec;
        var options = new PpoOptions { NSteps = 1 << 24, Span = new ConfigSpan("a.yaml", 3, 5) };

        string message = Assert.Throws<ConfigException>(
            () => new PpoAlgorithm(options, Session.Context(spec, 100, new NaiveBackend()))).Message;

        Assert.StartsWith("a.yaml(3,5): error: 'n_steps' is 16777216", message, StringComparison.Ordinal);
    }

    private static IEnvironment Create(string world) => world switch
    {
        "pair" => new PairEnvironment(),
        "follow" or "follow sde" => new FollowEnvironment(),
        _ => new IdentityEnvironment(4, rows: 2, seed: 7, length: 3),
    };

    private static RecordingSink Record(PpoOptions options, long steps, long total)
    {
        var sink = new RecordingSink();
        using var log = new MetricLog([new NamedSink("test", sink)]);
        using var session = new PpoSession(Create("identity"), options, total, metrics: log);
        session.Run(steps);
        log.Flush();
        return sink;
    }

    // The critic of a fresh agent of seed 1, a network without hidden layers: a multiple of the only observation.
    private static float Critic(float observation)
    {
        using PpoAlgorithm agent = CreateLinear(2);
        float[] weight = (float[])StateTree.Save(agent).Children["networks"].Children["value"].Values["value.weight"];
        return weight[0] * observation;
    }

    // The reward is 0.25 and gamma 0.5.
    private static float ReturnOfOneStep(bool terminated, bool truncated)
    {
        using PpoAlgorithm agent = CreateLinear(1);
        var batch = new EnvironmentBatch(s_line, 1);
        agent.Act(batch.All);
        batch.All.Rewards[0] = 0.25f;
        batch.All.Terminated[0] = terminated;
        batch.All.Truncated[0] = truncated;
        batch.All.FinalObservations[0] = 3;
        batch.All.Observations[0] = 1;
        agent.Observe(batch.All);
        return agent.Rollout.Returns[0];
    }

    private static PpoAlgorithm CreateLinear(int steps)
    {
        var options = new PpoOptions { NSteps = steps, Gamma = 0.5, Network = new PpoNetworkOptions { Hidden = [] } };
        var backend = new ManagedBackend(new ManagedBackendOptions(), new BackendContext());
        return new PpoAlgorithm(options, Session.Context(s_line, 1, backend));
    }
}
