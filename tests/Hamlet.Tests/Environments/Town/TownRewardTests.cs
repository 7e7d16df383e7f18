using Hamlet.Environments;

namespace Hamlet.Tests.Environments.Town;

/// <summary>What steps are worth, by hand.</summary>
public sealed class TownRewardTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void TheWholeTownPaysEnergyTimesHealth()
    {
        TownProbe probe = new TownProbe(Worlds.Read("town8"), "L1").Do(TownProbe.Wait);
        Assert.Equal(0.1 * 0.995 * (1 - (0.001 * (0.5 + (2.5 * 0.002)))), probe.Reward, Tolerance);
    }

    [Fact]
    public void DeathPaysNothingThere()
    {
        var probe = new TownProbe(Worlds.Read("town8"), "L1");
        probe.LiveWith(_ => TownProbe.Wait);
        Assert.True(probe.Terminated);
        Assert.Equal(0f, probe.Reward);
    }

    [Fact]
    public void TheRoomPaysEnergyAndTheGentleTownASum()
    {
        Assert.Equal(0.995, new TownProbe(Worlds.Read("town8"), "L0_0").Do(TownProbe.Wait).Reward, Tolerance);

        TownProbe gentle = new TownProbe(Worlds.Read("town8"), "L0_5").Do(TownProbe.Wait);
        double expected = 1 + (0.5 * (gentle.Meter("energy") - 0.5)) + (0.5 * (gentle.Meter("health") - 0.5));
        Assert.Equal(0.499, gentle.Meter("energy"), Tolerance);
        Assert.Equal(expected, gentle.Reward, Tolerance);
    }

    [Fact]
    public void SurvivalPaysEachStepAndTheDeathItsOwn()
    {
        TownWorld world = Worlds.Read("town8") with
        {
            Reward = new TownReward { Type = TownRewardType.Survival, Survival = new TownSurvivalReward { Step = 2, Death = -7 } },
        };
        var probe = new TownProbe(world, "L1");
        Assert.Equal(2f, probe.Do(TownProbe.Wait).Reward);
        probe.LiveWith(_ => TownProbe.Wait);
        Assert.Equal(-7f, probe.Reward);
    }

    /// <summary>The same town, paid otherwise by the experiment: no copy of the world file is needed for that.</summary>
    [Fact]
    public void AnExperimentPaysItsOwnReward()
    {
        var probe = new TownProbe(Worlds.Options("""
            world: town8.yaml
            level: L1
            reward: { type: survival, survival: { step: 0.1, death: -5 } }
            """));
        Assert.Equal(0.1f, probe.Do(TownProbe.Wait).Reward);
        probe.LiveWith(_ => TownProbe.Wait);
        Assert.Equal(-5f, probe.Reward);
    }

    /// <summary>All needs full: four bands of 0.4 or 0.2, money at 0.75 pays 0.5, social at 0.494 loses 0.3, and calls the agent to the bar.</summary>
    [Fact]
    public void TheShapedRewardOfAFirstIdleStep()
    {
        TownProbe probe = new TownProbe(Classic(4, 4)).Do(TownProbe.Wait);
        double toTheBar = 0.5 * (1 - 0.494) * (1 - (7.0 / 16));
        Assert.Equal((3 * 0.4) + 0.2 + 0.5 - 0.3 + toTheBar, probe.Reward, Tolerance);
    }

    /// <summary>Hungry at (4, 4): home is 4 away and the snack bar 3, of 16.</summary>
    [Fact]
    public void HungerPullsToTheNearestFood()
    {
        TownProbe probe = new TownProbe(Classic(4, 4, ("satiation", 20), ("social", 90))).Do(TownProbe.Wait);
        double satiation = 0.196;
        double bands = (2 * 0.4) - 2.5 + 0.2 + 0.15 + 0.5;
        double proximity = 0.5 * (1 - satiation) * (1 - (4.0 / 16));
        double distance = 2 * ((0.4 - satiation) / 0.4) * (3.0 / 16);
        Assert.Equal(bands + proximity - distance, probe.Reward, Tolerance);
    }

    /// <summary>A bed when tired: need 0.7 of energy and 0.5 of hygiene, effects 50 and 5 of 50, weight 2.</summary>
    [Fact]
    public void AnInteractionPaysWhatItWasNeeded()
    {
        TownProbe probe = new TownProbe(Classic(1, 1, ("energy", 30), ("hygiene", 50), ("social", 90))).Do(TownProbe.Interact);
        double need = (0.7 * 1 * 2) + (0.5 * 0.1 * 2);
        double bands = 0.15 + 0.15 + 0.4 + 0.2 + 0.15 + 0.5;
        Assert.Equal(79.5f, probe.Meter("energy"));
        Assert.Equal(54.7, probe.Meter("hygiene"), Tolerance);
        Assert.Equal(bands + need, probe.Reward, Tolerance);
    }

    /// <summary>Money counts half as much again: at 0.45 of its range the need is 1.5 * 0.55, and 30 of 50 at weight 2.</summary>
    [Fact]
    public void MoneyIsNeededEarlier()
    {
        TownProbe probe = new TownProbe(Classic(6, 6, ("money", -10), ("social", 90))).Do(TownProbe.Interact);
        double need = (0.55 * 1.5 * 30 / 50 * 2) + (0.1 * 0.05 / 50 * 2);
        double bands = 0.4 + 0.4 + 0.4 + 0.1 + 0.15 + 0.2;
        Assert.Equal(20f, probe.Meter("money"));
        Assert.Equal(bands + need, probe.Reward, Tolerance);
    }

    [Fact]
    public void DyingTakesAHundredFromTheShapedReward()
    {
        TownProbe probe = new TownProbe(Classic(1, 1, ("energy", 0.5), ("social", 90), ("money", 0))).Do(TownProbe.Wait);
        double bands = -2.5 + 0.4 + 0.4 + 0.2 + 0.15 + 0.2;
        Assert.True(probe.Terminated);
        Assert.Equal("energy_depleted", probe.EndReason);
        Assert.Equal(bands + (0.5 * 1 * 1) - 100, probe.Reward, Tolerance);
    }

    [Fact]
    public void TheSparseRewardPaysHealthSurvivalAndTheEnd()
    {
        TownOptions options = Sparse(("social", 100));
        var probe = new TownProbe(options, maxSteps: 3);
        Assert.Equal(0.15, probe.Do(TownProbe.Wait).Reward, Tolerance);
        Assert.Equal(0.15, probe.Do(TownProbe.Wait).Reward, Tolerance);
        Assert.Equal(100.15, probe.Do(TownProbe.Wait).Reward, Tolerance);
        Assert.True(probe.Truncated);

        Assert.Equal(0.1, new TownProbe(Sparse(("social", 50))).Do(TownProbe.Wait).Reward, Tolerance);
        Assert.Equal(-100f, new TownProbe(Sparse(("mood", 0.05))).Do(TownProbe.Wait).Reward);
    }

    private static TownOptions Sparse(params (string Meter, double Value)[] initial) =>
        new() { World = Classic(4, 4, initial), RewardMode = OriginalRewardMode.Sparse };

    private static TownWorld Classic(int x, int y, params (string Meter, double Value)[] initial)
    {
        TownWorld world = Worlds.Read("classic6");
        return world with
        {
            Start = [x, y],
            Meters = new OrderedDictionary<string, TownMeter>(world.Meters.Select(m => KeyValuePair.Create(
                m.Key, m.Value with { Initial = initial.Where(i => i.Meter == m.Key).Select(i => i.Value).DefaultIfEmpty(m.Value.Initial).Single() }))),
        };
    }
}
