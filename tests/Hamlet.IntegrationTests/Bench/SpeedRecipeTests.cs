using Hamlet.Hosting.Bench;

namespace Hamlet.IntegrationTests.Bench;

/// <summary>How much arithmetic a training of so many steps is: what was never learned from is none.</summary>
public sealed class SpeedRecipeTests
{
    [Theory]
    [InlineData(5_000, 0)]
    [InlineData(9_999, 0)]
    [InlineData(10_000, 10)]
    [InlineData(10_019, 20)]
    [InlineData(200_000, 190_010)]
    public void DqnLearnsFromTheStepsAfterItsFirstTenThousand(long steps, long learned) => Assert.Equal(learned, SpeedRecipe.Dqn.Learned(steps));

    [Theory]
    [InlineData(511, 0)]
    [InlineData(512, 512)]
    [InlineData(5_000, 4_608)]
    public void PpoLearnsFromWholeRollouts(long steps, long learned) => Assert.Equal(learned, SpeedRecipe.Ppo.Learned(steps));
}
