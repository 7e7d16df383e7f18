using Hamlet.Environments;

namespace Hamlet.Tests.Environments.Town;

/// <summary>
/// How long an agent lives that never interacts. The numbers are the original's, re-derived; meters are single precision, where a
/// death that falls due exactly at a step may come one step later than in double precision.
/// </summary>
public sealed class TownSurvivalTests
{
    private const int Never = 100_000;

    [Theory]
    [InlineData("L1", 1.0, 191, "energy_depleted")]
    [InlineData("L1", 0.8, 237, "energy_depleted")]
    [InlineData("L1", 0.5, 370, "energy_depleted")]
    [InlineData("L1", 0.2, 862, "energy_depleted")]
    [InlineData("L0_5", 1.0, 339, "energy_depleted")]
    [InlineData("L0_5", 0.2, 1047, "health_depleted")]
    public void StandingStillLivesAsLongAsInTheOriginal(string level, double depletionScale, int steps, string reason)
    {
        var probe = new TownProbe(Scaled(level, depletionScale), level, maxSteps: Never);
        Assert.Equal(steps, probe.LiveWith(_ => TownProbe.Wait));
        Assert.True(probe.Terminated);
        Assert.Equal(reason, probe.EndReason);
    }

    /// <summary>In L1 hunger comes before exhaustion: satiation falls below its threshold at step 88 and pulls at energy from then on.</summary>
    [Theory]
    [InlineData("L1", 1.0, 100)]
    [InlineData("L0_5", 1.0, 84)]
    [InlineData("L0_5", 0.2, 97)]
    public void AlwaysMovingLivesAsLongAsInTheOriginal(string level, double depletionScale, int steps)
    {
        var probe = new TownProbe(Scaled(level, depletionScale), level, maxSteps: Never);
        Assert.Equal(steps, probe.LiveWith(BackAndForth));
        Assert.Equal("energy_depleted", probe.EndReason);
    }

    /// <summary>
    /// Where moving costs nothing but energy, as in the original's last era: 200 subtractions of 0.005 leave exactly 0 in double precision,
    /// and a little in single.
    /// </summary>
    [Theory]
    [InlineData(1.0, 101)]
    [InlineData(0.8, 112)]
    [InlineData(0.5, 134)]
    [InlineData(0.2, 167)]
    public void AlwaysMovingForEnergyAloneLivesAStepLongerInSinglePrecision(double depletionScale, int steps)
    {
        TownWorld world = Scaled("L1", depletionScale) with
        {
            Costs = new TownActionCosts { Move = new Dictionary<string, double> { ["energy"] = 0.005 } },
        };
        var probe = new TownProbe(world, "L1", maxSteps: Never);
        Assert.Equal(steps, probe.LiveWith(BackAndForth));
        Assert.Equal("energy_depleted", probe.EndReason);
    }

    [Fact]
    public void InTheClassicAlwaysMovingDiesOfLoneliness()
    {
        var probe = new TownProbe(Worlds.Read("classic6"), maxSteps: Never);
        Assert.Equal(76, probe.LiveWith(BackAndForth));
        Assert.Equal("mood_depleted", probe.EndReason);
    }

    [Fact]
    public void InTheClassicFailingToInteractDiesOfExhaustion()
    {
        var probe = new TownProbe(Worlds.Read("classic6") with { Start = [4, 4] }, maxSteps: Never);
        Assert.Equal(67, probe.LiveWith(_ => TownProbe.Interact));
        Assert.Equal("energy_depleted", probe.EndReason);
    }

    [Fact]
    public void LivingToTheLimitIsTruncationAndNoDeath()
    {
        var probe = new TownProbe(Worlds.Read("town8"), "L1", maxSteps: 100);
        Assert.Equal(100, probe.LiveWith(_ => TownProbe.Wait));
        Assert.True(probe.Truncated);
        Assert.False(probe.Terminated);
        Assert.Equal("max_steps", probe.EndReason);
    }

    [Fact]
    public void DyingInTheLastStepIsADeath()
    {
        var probe = new TownProbe(Worlds.Read("town8"), "L1", maxSteps: 191);
        Assert.Equal(191, probe.LiveWith(_ => TownProbe.Wait));
        Assert.True(probe.Terminated);
        Assert.False(probe.Truncated);
    }

    [Theory]
    [InlineData("L0_0", 1000)]
    [InlineData("L0_5", 2000)]
    [InlineData("L1", 500)]
    public void ALevelHasItsOwnLimit(string level, int steps) =>
        Assert.Equal(steps, new TownProbe(Worlds.Read("town8"), level).Spec.MaxSteps);

    private static int BackAndForth(int step) => step % 2 == 0 ? TownProbe.Left : TownProbe.Right;

    private static TownWorld Scaled(string level, double scale)
    {
        TownWorld world = Worlds.Read("town8");
        Assert.True(world.Levels.ContainsKey(level));
        return world with { DepletionScale = scale };
    }
}
