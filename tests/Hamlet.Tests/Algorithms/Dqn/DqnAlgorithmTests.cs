using Hamlet.Algorithms.Dqn;
using Hamlet.Algorithms.Exploration;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Dqn;

public sealed class DqnAlgorithmTests
{
    private const StringComparison Exact = StringComparison.Ordinal;

    // One update of one transition as soon as it is stored, so that the logged error is that transition's.
    private static readonly DqnOptions s_oneUpdate = new()
    {
        BatchSize = 1,
        LearningStarts = 1,
        TrainFrequency = 1,
        Gamma = 0.5,
        LearningRate = 1e-9,
        Network = new NetworkOptions { Hidden = [] },
    };

    private static readonly EpsilonGreedyOptions s_always = new() { EpsilonStart = 1, EpsilonMin = 1 };

    [Fact]
    public void TruncationBootstrapsFromTheFinalObservationUnderItsMask()
    {
        double error = TdErrorOfOneStep(static rows =>
        {
            rows.Truncated[0] = true;
            Table.OneHot(1, 3).CopyTo(rows.FinalObservation(0));
            ((bool[])[true, false]).CopyTo(rows.FinalMask(0));
            Table.OneHot(2, 3).CopyTo(rows.Observation(0));
        });

        // Reward 1 plus half of the only allowed value in the final state, 8; the prediction is 0.
        Assert.Equal(1 + 4, error, 1e-5);
    }

    [Fact]
    public void TerminationDoesNotBootstrap()
    {
        double error = TdErrorOfOneStep(static rows =>
        {
            rows.Terminated[0] = true;
            Table.OneHot(1, 3).CopyTo(rows.FinalObservation(0));
            Table.OneHot(2, 3).CopyTo(rows.Observation(0));
        });

        Assert.Equal(1, error, 1e-5);
    }

    [Fact]
    public void TerminationAtTheTimeLimitDoesNotBootstrap()
    {
        double error = TdErrorOfOneStep(static rows =>
        {
            rows.Terminated[0] = true;
            rows.Truncated[0] = true;
            Table.OneHot(1, 3).CopyTo(rows.FinalObservation(0));
        });

        Assert.Equal(1, error, 1e-5);
    }

    [Fact]
    public void WithinAnEpisodeTheNextObservationAndItsMaskCount()
    {
        double error = TdErrorOfOneStep(static rows =>
        {
            Table.OneHot(2, 3).CopyTo(rows.Observation(0));
            ((bool[])[false, true]).CopyTo(rows.Mask(0));
            Table.OneHot(1, 3).CopyTo(rows.FinalObservation(0));
        });

        Assert.Equal(1 + 50, error, 1e-5);
    }

    [Fact]
    public void AllUpdatesOfOneStepMakeOneRecord()
    {
        RecordingSink sink = Record(s_oneUpdate with { LearningStarts = 20, TrainFrequency = 8, GradientSteps = 5 }, logFrequency: 1);

        Assert.Equal([24L, 32, 40], sink.Values.Where(static v => v.Column == "loss").Select(static v => v.Step));
        Assert.Equal([24L, 32, 40], sink.Values.Where(static v => v.Column == "gradient_norm").Select(static v => v.Step));
        Assert.All(sink.Of("learning_rate"), static rate => Assert.Equal(1e-9, rate));
    }

    [Fact]
    public void RecordsAreWrittenAtEveryNthTraining()
    {
        RecordingSink sink = Record(s_oneUpdate with { LearningStarts = 1, TrainFrequency = 2 }, logFrequency: 5);

        Assert.Equal([10L, 20, 30, 40], sink.Values.Where(static v => v.Column == "td_error").Select(static v => v.Step));
    }

    [Fact]
    public void RecordCoversAllUpdatesOfTheStep()
    {
        var statistics = new DqnStatistics();
        statistics.Add(new UpdateResult(Loss: 1, GradientNorm: 3, ValueMean: 2, ValueStd: 0), [-2, 2]);
        statistics.Add(new UpdateResult(Loss: 2, GradientNorm: 5, ValueMean: 4, ValueStd: 0), [4, -4]);

        Assert.Equal(
            new DqnMetrics { Step = 7, Agent = 1, TdError = 3, Loss = 1.5f, QMean = 3, QStd = 1 },
            statistics.ToMetrics(step: 7, agent: 1));
        Assert.Equal(
            new Hamlet.Algorithms.NetworkMetrics { Step = 7, Agent = 1, GradientNorm = 4, LearningRate = 0.5 },
            statistics.ToNetworkMetrics(step: 7, agent: 1, learningRate: 0.5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void NumberOfUpdatesDoesNotDependOnTheNumberOfEnvironments(int rows)
    {
        var environment = new IdentityEnvironment(4, rows, seed: 1);
        var backend = new NaiveBackend();
        using var session = new Session(environment, s_oneUpdate with { LearningStarts = 30, TrainFrequency = 6 }, s_always, backend);
        session.Run(300);

        // At 30, 36, ... 300.
        Assert.Equal(46, backend.Network!.Optimizer!.Steps);
    }

    [Fact]
    public void NetworkIsNotEvaluatedWhileEveryRowExplores()
    {
        var environment = new IdentityEnvironment(4, rows: 3, seed: 1);
        var backend = new NaiveBackend();
        using var session = new Session(environment, s_oneUpdate with { LearningStarts = 1000 }, s_always, backend);
        session.Run(300);

        Assert.Equal(0, backend.Network!.Forwards);
    }

    [Fact]
    public void EachRowsTransitionIsItsOwn()
    {
        // A row hits in its own state only: were rows mixed up, the best action would not be learned to be worth 1.
        var environment = new IdentityEnvironment(3, rows: 5, seed: 1);
        var backend = new NaiveBackend();
        DqnOptions options = s_oneUpdate with { LearningStarts = 200, Gamma = 0, BatchSize = 32, LearningRate = 0.5, Loss = QLoss.Mse };
        using var session = new Session(environment, options, s_always, backend);
        session.Run(6000);

        Assert.False(environment.MaskBroken);
        for (int state = 0; state < 3; state++)
        {
            for (int action = 0; action < 3; action++)
            {
                double value = backend.Network!.Values[(action * 3) + state] + backend.Network.Values[9 + action];
                Assert.Equal(state == action ? 1 : 0, value, 0.02);
            }
        }
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public void ContinuesBitForBitFromASavedState(bool prioritized, int steps)
    {
        StateTree agent;
        StateTree world;
        float[] observations;
        bool[] masks;
        double[] expected;
        using (Session session = Create(out IdentityEnvironment environment, out NaiveBackend backend, prioritized: prioritized, steps: steps))
        {
            session.Run(600);
            agent = StateTree.Save(session.Agent);
            world = StateTree.Save(environment);
            observations = session.Batch.All.Observations.ToArray();
            masks = session.Batch.All.Masks.ToArray();
            session.Run(400);
            expected = [.. backend.Network!.Values];
        }

        using Session other = Create(out IdentityEnvironment otherEnvironment, out NaiveBackend otherBackend, 99, prioritized, steps);
        agent.Load(other.Agent);
        world.Load(otherEnvironment);
        other.Progress.Step = 600;
        observations.CopyTo(other.Batch.All.Observations);
        masks.CopyTo(other.Batch.All.Masks);
        other.Run(400);

        Assert.Equal(expected, otherBackend.Network!.Values);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WithoutItsReplayItCollectsAnewBeforeItLearns(bool prioritized)
    {
        StateTree agent;
        using (Session session = Create(out _, out _, prioritized: prioritized))
        {
            session.Run(600);
            agent = StateTree.Save(session.Agent, replay: false);
        }

        using Session other = Create(out _, out NaiveBackend backend, prioritized: prioritized);
        agent.Load(other.Agent);
        double[] before = [.. backend.Network!.Values];
        other.Run(48);
        Assert.Equal(before, backend.Network.Values);
        other.Run(200);

        Assert.NotEqual(before, backend.Network.Values);
    }

    [Fact]
    public void SameSeedSameNetworkOtherSeedAnother()
    {
        double[] a = Train(seed: 1);
        double[] b = Train(seed: 1);
        double[] c = Train(seed: 2);

        Assert.Equal(a, b);
        Assert.NotEqual(a, c);

        static double[] Train(ulong seed)
        {
            using Session session = Create(out _, out NaiveBackend backend, seed);
            session.Run(500);
            return backend.Network!.Values;
        }
    }

    [Fact]
    public void LearningDoesNotDisturbTheDrawsOfExploration()
    {
        Assert.Equal(Actions(batchSize: 1), Actions(batchSize: 64));

        static List<int> Actions(int batchSize)
        {
            var environment = new IdentityEnvironment(4, rows: 1, seed: 1);
            using var session = new Session(environment, s_oneUpdate with { BatchSize = batchSize }, s_always, new NaiveBackend());
            var actions = new List<int>();
            for (int i = 0; i < 100; i++)
            {
                session.Run(1);
                actions.Add(session.Batch.All.Actions[0]);
            }

            return actions;
        }
    }

    [Fact]
    public void WhatCannotWorkIsRefusedWithItsPlace()
    {
        var here = new ConfigSpan("a.yaml", 3, 5);
        EnvironmentSpec discrete = new IdentityEnvironment(4, 1, 1).Spec;
        EnvironmentSpec continuous = discrete with { Actions = new ContinuousActions([0], [1]) };

        Assert.StartsWith("a.yaml(3,5): error: dqn chooses one", Refusal(new DqnOptions { Span = here }, continuous), Exact);
        Assert.Contains("'gradient_steps' is 0", Refusal(new DqnOptions { GradientSteps = 0 }, discrete), Exact);
        Assert.Contains("'replay_buffer_size' is", Refusal(new DqnOptions { ReplayBufferSize = 1_000_000_000 }, discrete), Exact);

        static string Refusal(DqnOptions options, EnvironmentSpec spec) =>
            Assert.Throws<ConfigException>(() => new DqnAlgorithm(options, Session.Context(spec, 1, new NaiveBackend()))).Message;
    }

    private static Session Create(
        out IdentityEnvironment environment, out NaiveBackend backend, ulong seed = 1, bool prioritized = false, int steps = 1)
    {
        environment = new IdentityEnvironment(4, rows: 2, seed: 7);
        backend = new NaiveBackend();
        var options = new DqnOptions
        {
            BatchSize = 8,
            LearningStarts = 50,
            ReplayBufferSize = 300,
            TargetUpdateFrequency = 7,
            LearningRate = 0.1,
            PrioritizedReplay = prioritized,
            NSteps = steps,
            Network = new NetworkOptions { Hidden = [5] },
        };
        return new Session(environment, options, new EpsilonGreedyOptions { EpsilonDecay = 0.98 }, backend, totalSteps: 1000, seed);
    }

    private static double TdErrorOfOneStep(Step step)
    {
        EnvironmentSpec spec = new()
        {
            Name = "three states",
            Fields = [new ObservationField("state", 0, 3, 0, 1, [])],
            Actions = new DiscreteActions(["a", "b"]),
            HasMasks = true,
        };
        var sink = new RecordingSink();
        using var log = new MetricLog([new NamedSink("test", sink)]);
        var backend = new NaiveBackend(network => Table.Fill(network, [[0, 0], [8, 20], [300, 100]]));
        using var agent = new DqnAlgorithm(s_oneUpdate, Session.Context(spec, 1, backend, metrics: log));
        var batch = new EnvironmentBatch(spec, 1);
        Table.OneHot(0, 3).CopyTo(batch.All.Observations);
        agent.Act(batch.All);
        batch.All.Observations.Clear();
        batch.All.Rewards[0] = 1;
        step(batch.All);
        agent.Observe(batch.All);
        log.Flush();
        return Assert.Single(sink.Of("td_error"));
    }

    private static RecordingSink Record(DqnOptions options, int logFrequency)
    {
        var sink = new RecordingSink();
        using var log = new MetricLog([new NamedSink("test", sink)]);
        using var session = new Session(
            new IdentityEnvironment(3, rows: 2, seed: 1), options, s_always, new NaiveBackend(), logFrequency: logFrequency, metrics: log);
        session.Run(40);
        log.Flush();
        return sink;
    }

    private delegate void Step(EnvironmentRows rows);
}
