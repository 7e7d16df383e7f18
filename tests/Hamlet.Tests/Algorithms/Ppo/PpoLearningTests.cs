using Hamlet.Algorithms;
using Hamlet.Algorithms.Ppo;
using Hamlet.Environments;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Ppo;

public sealed class PpoLearningTests
{
    private static readonly PpoOptions s_options = new()
    {
        NSteps = 64,
        BatchSize = 32,
        NEpochs = 8,
        Gamma = 0.5,
        LearningRate = 3e-3,
        Network = new PpoNetworkOptions { Hidden = [32] },
    };

    public static TheoryData<PpoOptions> Variants => new(
        s_options,
        s_options with { SharedTrunk = true },
        s_options with { ClipRangeVf = 0.2 },
        s_options with { TargetKl = 0.05, EntCoef = 0.01 },
        s_options with { NormalizeAdvantage = false, LearningRateSchedule = Schedule.Linear, ClipRangeSchedule = Schedule.Linear },
        s_options with { BatchSize = 100 });

    [Theory]
    [MemberData(nameof(Variants))]
    public void SolvesTheIdentityEnvironment(PpoOptions options)
    {
        var environment = new IdentityEnvironment(4, rows: 4, seed: 3);
        using var session = new PpoSession(environment, options, totalSteps: 16_384);
        session.Run(16_384);
        Assert.False(environment.MaskBroken);

        using IPolicy policy = session.Agent.CreatePolicy();
        var fresh = new IdentityEnvironment(4, rows: 2, seed: 1234);
        Play(policy, fresh, 500);
        Assert.Equal(1000, fresh.Hits);
        Assert.False(fresh.MaskBroken);
    }

    [Fact]
    public void SolvesSeveralChoicesAtOnce()
    {
        var environment = new PairEnvironment();
        using var session = new PpoSession(environment, s_options);
        session.Run(8_000);
        using IPolicy policy = session.Agent.CreatePolicy();
        environment.Reward = 0;
        Play(policy, environment, 500);

        Assert.Equal(1000, environment.Reward);
        Assert.False(environment.MaskBroken);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void FollowsWithContinuousActionsWithinTheirBounds(bool shared, bool sde)
    {
        var environment = new FollowEnvironment();
        using var session = new PpoSession(environment, s_options with { SharedTrunk = shared, UseSde = sde, BoundsLossCoef = 0.1 }, totalSteps: 30_000);
        session.Run(30_000);
        using IPolicy policy = session.Agent.CreatePolicy();
        environment.Loss = 0;
        Play(policy, environment, 500);

        Assert.InRange(environment.Loss / 1000, 0, 0.01);
        Assert.False(environment.BoundsBroken);
    }

    [Fact]
    public void MaskedChoicesAreNeverDrawn()
    {
        // The forbidden choices have by far the greatest logits; the allowed ones are as 1 to 3.
        var distribution = new CategoricalDistribution([4]);
        float[] logits = [50, 0, MathF.Log(3), 80];
        bool[] mask = [false, true, true, false];
        var random = new Hamlet.Randomness.RandomStream(1);
        int[] counts = new int[4];
        int[] choice = new int[1];
        float[] log = new float[1];
        for (int i = 0; i < 1_000_000; i++)
        {
            distribution.Sample(new PolicyOutputs { Policy = logits }, mask, choice, [], log, ref random);
            counts[choice[0]]++;
        }

        Assert.Equal(0, counts[0] + counts[3]);
        // Five standard deviations of a binomial count.
        Assert.InRange(counts[2], 750_000 - 2165, 750_000 + 2165);
    }

    private static void Play(IPolicy policy, IEnvironment environment, int steps)
    {
        var batch = new EnvironmentBatch(environment.Spec, 2);
        environment.Reset(batch.All);
        for (int i = 0; i < steps; i++)
        {
            policy.Act(batch.All);
            environment.Step(batch.All);
        }
    }
}
