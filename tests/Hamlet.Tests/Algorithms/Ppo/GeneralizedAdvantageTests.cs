using Hamlet.Algorithms.Ppo;

namespace Hamlet.Tests.Algorithms.Ppo;

/// <summary>By hand: gamma = 0.5 and lambda = 0.5, so that gamma lambda = 0.25; the critic says 2 everywhere.</summary>
public sealed class GeneralizedAdvantageTests
{
    [Fact]
    public void RunsBackwardsFromTheBootstrap()
    {
        // delta = r + 0.5 * 2 - 2 = r - 1, and each step adds a quarter of the next one's advantage.
        Assert.Equal([3.375f, 1.5f, 2], Compute([4, 2, 3], [false, false, false], [0, 0, 0]));
    }

    [Fact]
    public void ConstantCriticThatIsRightHasNoAdvantage()
    {
        // 1 a step for ever is worth 1 / (1 - 0.5) = 2.
        Assert.Equal([0, 0, 0], Compute([1, 1, 1], [false, false, false], [0, 0, 0]));
    }

    [Fact]
    public void TerminationCountsNothingAfter()
    {
        // The end's delta is 1 - 2, the step's before 1 + 0.5 * 2 - 2 = 0 and so 0.25 * -1; the step after is another episode's.
        Assert.Equal([-0.25f, -1, 0], Compute([1, 1, 1], [false, true, false], [0, 0, 0]));
    }

    [Fact]
    public void TruncationBootstraps()
    {
        // The last observation was worth 6: 1 + 0.5 * 6 - 2 = 2, and a quarter of it for the step before.
        Assert.Equal([0.5f, 2, 4], Compute([1, 1, 5], [false, true, false], [0, 6, 0]));
    }

    [Fact]
    public void RowsDoNotMix()
    {
        float[] advantages = new float[4];
        GeneralizedAdvantage.Compute(
            2, [1, 10, 1, 20], [2, 0, 2, 0, 2, 0], [false, false, false, true], [0, 0, 0, 0], 0.5, 0.5, advantages);

        Assert.Equal([0, 15, 0, 20], advantages);
    }

    private static float[] Compute(float[] rewards, bool[] ended, float[] endValues)
    {
        float[] advantages = new float[3];
        GeneralizedAdvantage.Compute(1, rewards, [2, 2, 2, 2], ended, endValues, 0.5, 0.5, advantages);
        return advantages;
    }
}
