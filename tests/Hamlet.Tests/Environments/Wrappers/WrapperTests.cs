using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Environments.Wrappers;
using Hamlet.State;

namespace Hamlet.Tests.Environments.Wrappers;

public sealed class WrapperTests
{
    public static TheoryData<string> All => ["normalize_observation", "normalize_reward", "clip_observation", "clip_reward", "frame_stack"];

    [Fact]
    public void ObservationsAreNormalizedByAllThatWasSeen()
    {
        var probe = new WrapperProbe(c => new NormalizeObservationWrapper(new NormalizeObservationOptions(), c), rows: 2);

        probe.Reset(0, 4);
        float[] seen = probe.Step([0, 4], 0, 0);

        // Mean 2 and deviation 2, but for the little that the statistics begin with.
        Assert.Equal([-1f, 1f], seen.Select(v => MathF.Round(v, 3)));
    }

    [Fact]
    public void AFinalObservationIsNormalizedAndNotCounted()
    {
        var probe = new WrapperProbe(c => new NormalizeObservationWrapper(new NormalizeObservationOptions(), c), rows: 2);
        probe.Reset(0, 4);

        probe.Step([0, 4], [0, 0], (1, 6f));

        Assert.Equal(2, MathF.Round(probe.Final[1], 3));
        Assert.Equal(2, ((NormalizeObservationWrapper)probe.Wrapper).Moments.Mean[0], 3);
    }

    [Fact]
    public void AFrozenNormalizationLearnsNoMoreAndIsACopy()
    {
        var probe = new WrapperProbe(c => new NormalizeObservationWrapper(new NormalizeObservationOptions(), c), rows: 2);
        probe.Reset(0, 4);
        var frozen = new WrapperProbe(_ => probe.Wrapper.CreateFrozen(1));

        float before = frozen.Reset(4)[0];
        frozen.Step([1000], 0);
        probe.Step([500, 500], 0, 0);

        Assert.Equal(1, before, 3);
        Assert.Equal(before, frozen.Step([4], 0)[0]);
    }

    [Fact]
    public void RewardsAreDividedByTheDeviationOfTheDiscountedReturn()
    {
        var options = new NormalizeRewardOptions { Gamma = 0.5, Epsilon = 1e-12 };
        var probe = new WrapperProbe(c => new NormalizeRewardWrapper(options, c));
        var moments = new Hamlet.Statistics.RunningMoments(1);
        probe.Reset(0);

        // Returns 4, then 0.5 * 4 + 2 = 4, then the episode ends, then 6.
        foreach ((float reward, float discounted, bool ends) in new[] { (4f, 4f, false), (2f, 4f, true), (6f, 6f, false) })
        {
            probe.Step([0], [reward], ends ? [(0, 0f)] : []);
            moments.Add([discounted]);
            Assert.Equal(Math.Min(10, reward / Math.Sqrt(moments.Variance[0] + 1e-12)), probe.Rewards[0], 4);
        }
    }

    [Fact]
    public void RewardsAreClippedOrOnlySigned()
    {
        var clip = new WrapperProbe(c => new ClipRewardWrapper(new ClipRewardOptions { Low = -0.5, High = 2 }, c), rows: 3);
        var sign = new WrapperProbe(c => new ClipRewardWrapper(new ClipRewardOptions { Sign = true }, c), rows: 3);

        clip.Step([0, 0, 0], -3, 1, 5);
        sign.Step([0, 0, 0], -3, 0, 5);

        Assert.Equal([-0.5f, 1, 2], clip.Rewards);
        Assert.Equal([-1f, 0, 1], sign.Rewards);
    }

    [Fact]
    public void ObservationsAreClippedAlsoFinalOnes()
    {
        var probe = new WrapperProbe(c => new ClipObservationWrapper(new ClipObservationOptions { Low = -1, High = 1 }, c));

        Assert.Equal([1f], probe.Reset(7));
        probe.Step([0.5f], [0], (0, -9f));

        Assert.Equal((0.5f, -1f), (probe.Seen[0], probe.Final[0]));
    }

    [Fact]
    public void BoundsTheWrongWayRoundAreRefused()
    {
        Assert.Throws<ConfigException>(() => new WrapperProbe(c => new ClipObservationWrapper(new ClipObservationOptions { Low = 1, High = 1 }, c)));
        Assert.Throws<ConfigException>(() => new WrapperProbe(c => new ClipRewardWrapper(new ClipRewardOptions { Low = 2, High = 1 }, c)));
    }

    [Fact]
    public void FramesAreStackedFromTheOldestAndBeginAnewWithAnEpisode()
    {
        var probe = new WrapperProbe(c => new FrameStackWrapper(new FrameStackOptions { Frames = 3 }, c));

        Assert.Equal([1f, 1, 1], probe.Reset(1));
        Assert.Equal([1f, 1, 2], probe.Step([2], 0));
        Assert.Equal([1f, 2, 3], probe.Step([3], 0));

        float[] next = probe.Step([9], [0], (0, 4f));

        Assert.Equal([2f, 3, 4], probe.Final);
        Assert.Equal([9f, 9, 9], next);
        Assert.Equal(["value[-2]", "value[-1]", "value"], probe.Wrapper.Spec.Fields.Select(static f => f.Name));
        Assert.Equal([0, 1, 2], probe.Wrapper.Spec.Fields.Select(static f => f.Offset));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void AStepAllocatesNothing(string name)
    {
        var probe = new WrapperProbe(c => Make(name, c), rows: 4);
        probe.Reset(1, 2, 3, 4);
        probe.Allocated(10);

        Assert.Equal(0, probe.Allocated(100));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ASavedStateContinuesBitForBit(string name)
    {
        var first = new WrapperProbe(c => Make(name, c), rows: 2);
        var second = new WrapperProbe(c => Make(name, c), rows: 2);
        first.Reset(1, 2);
        first.Step([3, 5], 1, 2);
        second.Reset(8, 8);
        StateTree.Save(first.Wrapper).Load(second.Wrapper);

        float[] seen = first.Step([7, -4], [3, 1], (1, 9f));

        Assert.Equal(seen, second.Step([7, -4], [3, 1], (1, 9f)));
        Assert.Equal(first.Rewards, second.Rewards);
    }

    private static IWrapper Make(string name, WrapperContext context) => name switch
    {
        "normalize_observation" => new NormalizeObservationWrapper(new NormalizeObservationOptions(), context),
        "normalize_reward" => new NormalizeRewardWrapper(new NormalizeRewardOptions(), context),
        "clip_observation" => new ClipObservationWrapper(new ClipObservationOptions(), context),
        "clip_reward" => new ClipRewardWrapper(new ClipRewardOptions(), context),
        _ => new FrameStackWrapper(new FrameStackOptions(), context),
    };
}
