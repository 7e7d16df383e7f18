using Hamlet.Environments;

namespace Hamlet.Tests.Environments.Town;

/// <summary>What each affordance of town8 does at once, from a known state, against the published table.</summary>
public sealed class TownAffordanceTests
{
    private const double Before = 0.6;
    private const double Tolerance = 1e-6;

    private static readonly (string Meter, double Depletion)[] s_meters =
    [
        ("energy", 0.005), ("hygiene", 0.003), ("satiation", 0.004), ("money", 0), ("mood", 0.001), ("social", 0.006), ("health", 0),
        ("fitness", 0.002),
    ];

    // Name, cell, money cost, and effects by meter in the order energy, hygiene, satiation, money, mood, social, health, fitness.
    public static TheoryData<string, int, int, double, double[]> Affordances => new()
    {
        { "Bed", 1, 1, 0.05, [0.50, 0, 0, 0, 0, 0, 0.02, 0] },
        { "LuxuryBed", 2, 1, 0.11, [0.75, 0, 0, 0, 0, 0, 0.05, 0] },
        { "Shower", 2, 2, 0.03, [0, 0.40, 0, 0, 0, 0, 0, 0] },
        { "HomeMeal", 1, 3, 0.03, [0, 0, 0.45, 0, 0, 0, 0.03, 0] },
        { "FastFood", 5, 6, 0.10, [0.15, 0, 0.45, 0, 0, 0.01, -0.02, -0.03] },
        { "Doctor", 5, 1, 0.08, [0, 0, 0, 0, 0, 0, 0.25, 0] },
        { "Hospital", 6, 1, 0.15, [0, 0, 0, 0, 0, 0, 0.40, 0] },
        { "Therapist", 1, 7, 0.15, [0, 0, 0, 0, 0.40, 0, 0, 0] },
        { "Recreation", 0, 7, 0.06, [0.12, 0, 0, 0, 0.25, 0, 0, 0] },
        { "Bar", 7, 0, 0.15, [-0.20, -0.15, 0.30, 0, 0.25, 0.50, -0.05, 0] },
        { "Job", 6, 6, 0, [-0.15, 0, 0, 0.225, 0, 0.02, -0.03, 0] },
        { "Labor", 7, 6, 0, [-0.20, 0, 0, 0.15, 0, 0.01, -0.05, -0.05] },
        { "Gym", 7, 3, 0.08, [-0.08, 0, 0, 0, 0, 0, 0, 0.30] },
        { "Park", 0, 4, 0, [-0.15, 0, 0, 0, 0.15, 0.15, 0, 0.20] },
    };

    [Fact]
    public void TheTownHasTheseAffordancesInThisOrder() =>
        Assert.Equal(Affordances.Select(row => (string)row[0]), Worlds.Read("town8").Affordances.Keys);

    [Theory]
    [MemberData(nameof(Affordances))]
    public void AnAffordanceDoesWhatItPromises(string name, int x, int y, double cost, double[] effects)
    {
        var probe = new TownProbe(At(x, y, Before), "L1");
        Assert.Equal(1f, probe.Field("underfoot", name));
        Assert.Equal(1f, probe.Field("usable", name));
        Assert.True(probe.Mask[TownProbe.Interact]);

        probe.Do(TownProbe.Interact);
        double fitness = Math.Min(1, Before + effects[7]) - 0.002;
        for (int m = 0; m < s_meters.Length; m++)
        {
            (string meter, double depletion) = s_meters[m];
            double wear = meter == "health" ? 0.001 * (0.5 + (2.5 * (1 - fitness))) : 0;
            double paid = meter == "money" ? cost : 0;
            double expected = Math.Min(1, Before + effects[m]) - paid - depletion - wear;
            Assert.True(Math.Abs(expected - probe.Meter(meter)) < Tolerance, $"{meter}: {expected} expected, {probe.Meter(meter)} found");
        }
    }

    [Theory]
    [MemberData(nameof(Affordances))]
    public void WhatCannotBeAffordedDoesNothing(string name, int x, int y, double cost, double[] effects)
    {
        Assert.Equal(8, effects.Length);
        TownWorld world = At(x, y, Before);
        double money = cost > 0 ? cost - 1e-4 : 0;
        var probe = new TownProbe(world with { Meters = Change(world.Meters, "money", m => m with { Initial = money }) }, "L1");
        var idle = new TownProbe(world with { Meters = Change(world.Meters, "money", m => m with { Initial = money }) }, "L1");
        Assert.Equal(cost == 0, probe.Mask[TownProbe.Interact]);
        Assert.Equal(cost == 0 ? 1f : 0f, probe.Field("usable", name));

        // Interacting all the same is waiting: it costs nothing in this world, and gives nothing.
        probe.Do(TownProbe.Interact);
        idle.Do(TownProbe.Wait);
        bool same = s_meters.All(m => probe.Meter(m.Meter) == idle.Meter(m.Meter));
        Assert.Equal(cost > 0, same);
    }

    [Fact]
    public void ExactlyEnoughIsEnough()
    {
        TownWorld world = At(1, 1, Before);
        var probe = new TownProbe(world with { Meters = Change(world.Meters, "money", m => m with { Initial = 0.05 }) }, "L1");
        Assert.True(probe.Mask[TownProbe.Interact]);
        Assert.Equal(0f, probe.Do(TownProbe.Interact).Meter("money"));
    }

    [Fact]
    public void ATiredOrDirtyWorkerOfTheClassicEarnsHalf()
    {
        Assert.Equal(80f, Earned("energy", 100));
        Assert.Equal(80f, Earned("energy", 40));
        Assert.Equal(65f, Earned("energy", 39.5));
        Assert.Equal(65f, Earned("hygiene", 39.5));

        static float Earned(string meter, double value)
        {
            TownWorld world = Worlds.Read("classic6") with { Start = [6, 6] };
            world = world with { Meters = Change(world.Meters, meter, m => m with { Initial = value }) };
            return new TownProbe(world).Do(TownProbe.Interact).Meter("money");
        }
    }

    [Fact]
    public void FailingToInteractInTheClassicCostsEnergy()
    {
        var probe = new TownProbe(Worlds.Read("classic6") with { Start = [4, 4] });
        Assert.True(probe.Mask[TownProbe.Interact]);
        Assert.Equal(98.5f, probe.Do(TownProbe.Interact).Meter("energy"));
        Assert.Equal(98f, probe.Do(TownProbe.Wait).Meter("energy"));
    }

    [Fact]
    public void MovingCostsOnTopOfDepletionAlsoAgainstTheEdge()
    {
        var probe = new TownProbe(Worlds.Read("town8") with { Start = [0, 0] }, "L1");
        Assert.False(probe.Mask[TownProbe.Up]);
        probe.Do(TownProbe.Up);
        Assert.Equal((0, 0), (probe.X, probe.Y));
        Assert.Equal(0.990, probe.Meter("energy"), Tolerance);
        Assert.Equal(0.994, probe.Meter("hygiene"), Tolerance);
        Assert.Equal(0.992, probe.Meter("satiation"), Tolerance);
        Assert.Equal(0.994, probe.Meter("social"), Tolerance);
    }

    private static TownWorld At(int x, int y, double level)
    {
        TownWorld world = Worlds.Read("town8");
        return world with
        {
            Start = [x, y],
            Meters = new OrderedDictionary<string, TownMeter>(
                world.Meters.Select(m => KeyValuePair.Create(m.Key, m.Value with { Initial = level }))),
        };
    }

    private static OrderedDictionary<string, TownMeter> Change(
        IReadOnlyDictionary<string, TownMeter> meters, string name, Func<TownMeter, TownMeter> change) =>
        new(meters.Select(m => KeyValuePair.Create(m.Key, m.Key == name ? change(m.Value) : m.Value)));
}
