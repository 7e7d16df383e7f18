using Hamlet.Algorithms;
using Hamlet.Algorithms.Intrinsic;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Intrinsic;

public sealed class RndTests
{
    private static readonly EnvironmentSpec s_spec = new()
    {
        Name = "places",
        Fields = [new ObservationField("place", 0, 4, 0, 1, [])],
        Actions = new DiscreteActions(["stay", "go"]),
        MaxSteps = 100,
    };

    private static readonly RndOptions s_options = new()
    {
        EmbedDim = 8, BatchSize = 8, LearningRate = 3e-3, Network = new RndNetworkOptions { Hidden = [16] }, Annealing = RndAnnealing.None,
    };

    [Fact]
    public void TheErrorFallsOnWhatIsSeenAndNotOnWhatIsNot()
    {
        using var networks = new RndDistillation(s_options, 4, 8, Backend(), new RandomStreams(3));
        float[] seen = [1, 0, 0, 0, 0, 1, 0, 0];
        float[] unseen = [0, 0, -1, 0, 0, 0, 0, -1];
        float[] before = new float[2];
        float[] after = new float[2];
        float[] strange = new float[2];
        networks.Judge(seen, before);
        for (int i = 0; i < 1000; i++)
        {
            networks.Learn(seen, 2);
        }

        networks.Judge(seen, after);
        networks.Judge(unseen, strange);

        Assert.All(Enumerable.Range(0, 2), i => Assert.True(after[i] < before[i] / 1000, $"{before[i]} to {after[i]}"));
        Assert.All(strange, error => Assert.True(error > 100 * after.Max(), $"{error} of what was never seen"));
    }

    [Fact]
    public void TheBonusOfAnEndIsThatOfItsLastObservation()
    {
        using RndIntrinsic rnd = Create(s_options, rows: 2);
        var batch = new EnvironmentBatch(s_spec, 2);
        float[] bonus = new float[2];
        batch.All.Observation(0)[0] = 1;
        batch.All.Observation(1)[3] = 1;
        batch.All.FinalObservation(1)[0] = 1;
        batch.All.Terminated[1] = true;

        rnd.Reward(batch.All, bonus);

        Assert.Equal(bonus[0], bonus[1]);
        Assert.True(bonus[0] > 0);
    }

    [Fact]
    public void TheWeightFallsWhereEpisodesAreLongAndAlike()
    {
        RndOptions adaptive = s_options with { Annealing = RndAnnealing.Adaptive, AnnealWindow = 4, AnnealRate = 0.5, Weight = 8 };
        using RndIntrinsic rnd = Create(adaptive, rows: 1);

        Lengths(rnd, 5, 5, 5, 5);
        Assert.Equal(8, rnd.Weight);
        Lengths(rnd, 90, 10, 90, 90);
        Assert.Equal(8, rnd.Weight);
        Lengths(rnd, 90, 90, 90, 90);
        Assert.Equal(1, rnd.Weight);
    }

    [Fact]
    public void ALinearWeightFollowsTraining()
    {
        var progress = new TrainingProgress { TotalSteps = 100 };
        using RndIntrinsic rnd = Create(
            s_options with { Annealing = RndAnnealing.Linear, Weight = 2, WeightMin = 0.5, AnnealFraction = 0.5 }, rows: 1, progress);

        Assert.Equal(2, rnd.Weight);
        progress.Step = 25;
        Assert.Equal(1, rnd.Weight);
        progress.Step = 90;
        Assert.Equal(0.5, rnd.Weight);
    }

    [Fact]
    public void AdaptiveAnnealingWithoutAStepLimitIsRefused() => Assert.Throws<ConfigException>(() => new RndIntrinsic(
        s_options with { Annealing = RndAnnealing.Adaptive }, Context(1) with { Environment = s_spec with { MaxSteps = null } }));

    [Fact]
    public void ASavedStateContinuesBitForBit()
    {
        using RndIntrinsic first = Create(s_options, rows: 3);
        using RndIntrinsic second = Create(s_options, rows: 3);
        var batch = new EnvironmentBatch(s_spec, 3);
        float[] a = new float[3];
        float[] b = new float[3];
        for (int i = 0; i < 11; i++)
        {
            batch.All.Observations[i % 12] += 0.25f;
            first.Reward(batch.All, a);
        }

        StateTree.Save(first).Load(second);
        for (int i = 0; i < 7; i++)
        {
            batch.All.Observations[i % 12] -= 0.5f;
            first.Reward(batch.All, a);
            second.Reward(batch.All, b);
            Assert.Equal(a, b);
        }
    }

    [Fact]
    public void ARewardAllocatesNothing()
    {
        using RndIntrinsic rnd = Create(s_options, rows: 3);
        var batch = new EnvironmentBatch(s_spec, 3);
        float[] bonus = new float[3];
        for (int i = 0; i < 20; i++)
        {
            rnd.Reward(batch.All, bonus);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            rnd.Reward(batch.All, bonus);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Lengths(RndIntrinsic rnd, params int[] lengths)
    {
        foreach (int length in lengths)
        {
            rnd.OnEpisodeEnd(length);
        }
    }

    private static RndIntrinsic Create(RndOptions options, int rows, TrainingProgress? progress = null) =>
        new(options, Context(rows) with { Progress = progress ?? new TrainingProgress { TotalSteps = 100 } });

    private static IntrinsicContext Context(int rows) => new()
    {
        Environment = s_spec,
        Rows = rows,
        Agent = 0,
        Backend = Backend(),
        Streams = new RandomStreams(1),
        Metrics = MetricLog.None,
        Progress = new TrainingProgress { TotalSteps = 100 },
    };

    private static ManagedBackend Backend() => new(new ManagedBackendOptions(), new BackendContext());
}
