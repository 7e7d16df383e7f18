using Hamlet.Environments;

namespace Hamlet.Tests.Environments.Town;

/// <summary>The day of 24 steps: opening hours, and interactions over several steps.</summary>
public sealed class TownTemporalTests
{
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData("Bed", 0, 24)]
    [InlineData("Job", 8, 18)]
    [InlineData("Bar", 18, 4)]
    [InlineData("Gym", 6, 22)]
    public void AnAffordanceIsUsableInItsHoursOnly(string name, int open, int close)
    {
        TownProbe probe = Temporal([4, 4]);
        for (int step = 0; step < 48; step++)
        {
            int hour = step % 24;
            bool expected = open < close ? hour >= open && hour < close : hour >= open || hour < close;
            Assert.True((probe.Field("usable", name) > 0) == expected, $"{name} at {hour}");
            Assert.Equal(Math.Sin(2 * Math.PI * hour / 24), probe.Field("time", "sin"), Tolerance);
            Assert.Equal(Math.Cos(2 * Math.PI * hour / 24), probe.Field("time", "cos"), Tolerance);
            probe.Do(TownProbe.Wait);
        }
    }

    [Fact]
    public void WithoutADayEverythingIsAlwaysOpen()
    {
        var probe = new TownProbe(Worlds.Read("town8"), "L1");
        Assert.Equal(1f, probe.Field("usable", "Job"));
        Assert.DoesNotContain(probe.Spec.Fields, f => f.Name is "time" or "interaction_progress");
    }

    [Fact]
    public void InteractingIsMaskedWhileClosed()
    {
        TownProbe probe = Temporal([6, 6]);
        Assert.False(probe.Mask[TownProbe.Interact]);
        for (int hour = 0; hour < 8; hour++)
        {
            probe.Do(TownProbe.Wait);
        }

        Assert.True(probe.Mask[TownProbe.Interact]);
    }

    [Fact]
    public void ABedTakesFiveTicksAndTheLastOneCompletes()
    {
        TownProbe probe = Temporal([1, 1], energy: 0.2);
        double energy = 0.2;
        double money = 0.5;
        for (int tick = 1; tick <= 5; tick++)
        {
            Assert.Equal((tick - 1) / 5.0, probe.Field("interaction_progress")[0], Tolerance);
            probe.Do(TownProbe.Interact);
            energy += 0.075 + (tick == 5 ? 0.125 : 0) - 0.005;
            money -= 0.01;
            Assert.Equal(energy, probe.Meter("energy"), Tolerance);
            Assert.Equal(money, probe.Meter("money"), Tolerance);
        }

        Assert.Equal(0f, probe.Field("interaction_progress")[0]);
    }

    [Fact]
    public void WaitingKeepsTheProgressAndMovingLosesIt()
    {
        TownProbe probe = Temporal([1, 1]).Do(TownProbe.Interact, TownProbe.Interact, TownProbe.Wait);
        Assert.Equal(0.4, probe.Field("interaction_progress")[0], Tolerance);
        probe.Do(TownProbe.Up, TownProbe.Down);
        Assert.Equal(1f, probe.Field("underfoot", "Bed"));
        Assert.Equal(0f, probe.Field("interaction_progress")[0]);
    }

    [Fact]
    public void AMoveAgainstTheEdgeKeepsTheProgress()
    {
        TownProbe probe = Temporal([7, 0]);
        probe.Do(TownProbe.Interact, TownProbe.Right);
        Assert.Equal(0.5, probe.Field("interaction_progress")[0], Tolerance);
    }

    [Fact]
    public void AnInteractionWithoutTicksHappensAtOnceInADayToo()
    {
        TownWorld world = Worlds.Read("classic6") with { Temporal = true, Start = [2, 2] };
        Assert.Equal(100 - 3f, new TownProbe(world).Do(TownProbe.Interact).Meter("energy") + 0.5f);
    }

    // Level L3 as it would be at the fixed places, so that the tests know where they are.
    private static TownProbe Temporal(int[] start, double energy = 1)
    {
        TownWorld world = Worlds.Read("town8") with { Temporal = true, Start = start };
        world = world with
        {
            Meters = new OrderedDictionary<string, TownMeter>(world.Meters.Select(
                m => KeyValuePair.Create(m.Key, m.Key == "energy" ? m.Value with { Initial = energy } : m.Value))),
        };
        return new TownProbe(world, "L1");
    }
}
