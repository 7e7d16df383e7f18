using Hamlet.Environments;

namespace Hamlet.Tests.Environments.Town;

/// <summary>Each pull between the meters of town8, against the published formulas in double precision.</summary>
public sealed class TownCascadeTests
{
    private const double Tolerance = 1e-6;

    private static readonly Dictionary<string, double> s_depletion = new()
    {
        ["energy"] = 0.005, ["hygiene"] = 0.003, ["satiation"] = 0.004, ["money"] = 0, ["mood"] = 0.001, ["social"] = 0.006,
        ["health"] = 0, ["fitness"] = 0.002,
    };

    public static TheoryData<string, string, double> Cascades => new()
    {
        { "satiation", "health", 0.004 },
        { "satiation", "energy", 0.005 },
        { "mood", "energy", 0.005 },
        { "hygiene", "satiation", 0.002 },
        { "hygiene", "fitness", 0.002 },
        { "hygiene", "mood", 0.003 },
        { "social", "mood", 0.004 },
        { "hygiene", "health", 0.0005 },
        { "hygiene", "energy", 0.0005 },
        { "social", "energy", 0.0008 },
    };

    [Fact]
    public void TheWorldHasTheseCascadesAndNoOthers() => Assert.Equal(
        Cascades.Select(row => $"{row[0]} {row[1]} {row[2]}"),
        Worlds.Read("town8").Cascades.Select(c => $"{c.Source} {c.Target} {c.Strength}"));

    /// <summary>The source is what it is after its own depletion, which is when the cascade looks at it.</summary>
    [Theory]
    [MemberData(nameof(Cascades))]
    public void ACascadePullsInProportionToTheDeficit(string source, string target, double strength)
    {
        foreach (double level in (double[])[0.4, 0.3001, 0.2999, 0.29, 0.15, 0.03, 0.0])
        {
            TownProbe probe = With(source, level + s_depletion[source]).Do(TownProbe.Wait);
            double deficit = Math.Max(0, (0.3 - level) / 0.3);
            double expected = 0.9 - s_depletion[target] - Modulation(target) - (strength * deficit);
            Assert.Equal(level, probe.Meter(source), Tolerance);
            Assert.Equal(expected, probe.Meter(target), Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Cascades))]
    public void ACascadeDoesNotPullAtItsThreshold(string source, string target, double strength)
    {
        // A source that is exactly 0.3f: no depletion, so that no rounding comes between.
        TownWorld world = Worlds.Read("town8");
        TownCascade cascade = world.Cascades.Single(c => c.Source == source && c.Target == target);
        Assert.Equal(strength, cascade.Strength);
        world = world with
        {
            Modulations = [],
            Cascades = [cascade],
            Meters = Each(world.Meters, (name, m) => m with { Initial = name == source ? 0.3 : 0.9, Depletion = 0 }),
        };
        Assert.Equal(0.9f, new TownProbe(world).Do(TownProbe.Wait).Meter(target));

        world = world with
        {
            Meters = Each(world.Meters, (name, m) => name == source ? m with { Initial = MathF.BitDecrement(0.3f) } : m),
        };
        TownProbe below = new TownProbe(world).Do(TownProbe.Wait);
        Assert.InRange(below.Meter(target), 0.9f - 1e-6f, 0.9f);
    }

    [Theory]
    [InlineData(1.0, 0.0005)]
    [InlineData(0.5, 0.00175)]
    [InlineData(0.0, 0.003)]
    public void HealthWearsDownWithFitness(double fitness, double loss)
    {
        TownWorld world = Worlds.Read("town8");
        world = world with { Meters = Each(world.Meters, (name, m) => name == "fitness" ? m with { Initial = fitness, Depletion = 0 } : m) };
        Assert.Equal(1 - loss, new TownProbe(world).Do(TownProbe.Wait).Meter("health"), Tolerance);
    }

    /// <summary>Within a step, a cascade sees what the ones before it did: a chain in order passes a pull on at once, in reverse order later.</summary>
    [Fact]
    public void CascadesActInOrder()
    {
        TownCascade first = new() { Source = "a", Target = "b", Threshold = 0.5, Strength = 0.2 };
        TownCascade second = new() { Source = "b", Target = "c", Threshold = 0.5, Strength = 0.2 };
        TownProbe inOrder = new TownProbe(Chain([first, second])).Do(TownProbe.Wait);
        TownProbe inReverse = new TownProbe(Chain([second, first])).Do(TownProbe.Wait);

        Assert.Equal(0.5 - 0.2, inOrder.Meter("b"), Tolerance);
        Assert.Equal(0.5 - 0.2, inReverse.Meter("b"), Tolerance);
        Assert.Equal(1 - (0.2 * 0.4), inOrder.Meter("c"), Tolerance);
        Assert.Equal(1, inReverse.Meter("c"), Tolerance);
    }

    [Fact]
    public void AMeterNeverLeavesItsRange()
    {
        TownWorld world = Worlds.Read("town8");
        world = world with { Meters = Each(world.Meters, (_, m) => m with { Initial = 0.001, Deadly = false }) };
        var probe = new TownProbe(world);
        for (int step = 0; step < 10; step++)
        {
            probe.Do(TownProbe.Wait);
            Assert.All(world.Meters.Keys, name => Assert.InRange(probe.Meter(name), 0f, 1f));
        }

        Assert.Equal(0f, probe.Meter("energy"));
    }

    private static double Modulation(string target) => target == "health" ? 0.001 * (0.5 + (2.5 * (1 - (0.9 - 0.002)))) : 0;

    private static TownProbe With(string meter, double value)
    {
        TownWorld world = Worlds.Read("town8");
        return new TownProbe(world with { Meters = Each(world.Meters, (name, m) => m with { Initial = name == meter ? value : 0.9 }) });
    }

    private static TownWorld Chain(IReadOnlyList<TownCascade> cascades) => new()
    {
        Name = "chain",
        Grid = new TownGrid { Width = 2, Height = 1 },
        Meters = new OrderedDictionary<string, TownMeter>
        {
            ["a"] = new() { Initial = 0 }, ["b"] = new() { Initial = 0.5 }, ["c"] = new() { Initial = 1 },
        },
        Cascades = cascades,
        Reward = new TownReward { Type = TownRewardType.Survival, Survival = new TownSurvivalReward() },
        Affordances = new Dictionary<string, TownAffordance>(),
    };

    private static OrderedDictionary<string, TownMeter> Each(
        IReadOnlyDictionary<string, TownMeter> meters, Func<string, TownMeter, TownMeter> change) =>
        new(meters.Select(m => KeyValuePair.Create(m.Key, change(m.Key, m.Value))));
}
