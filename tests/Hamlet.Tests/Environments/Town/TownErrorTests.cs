using Hamlet.Configuration;
using Hamlet.Environments;

namespace Hamlet.Tests.Environments.Town;

/// <summary>A world that cannot be loaded or won is refused, with the place and the reason, all of them at once.</summary>
public sealed class TownErrorTests
{
    private const string Sound = """
        name: tiny
        grid: { width: 3, height: 3 }
        meters:
          energy: { initial: 1, depletion: 0.01, deadly: true }
          money: { initial: 0.5 }
        affordances:
          Bed: { position: [0, 0], cost: { money: 0.1 }, effects: { energy: 0.5 } }
          Job: { position: [2, 2], effects: { money: 0.2, energy: -0.1 } }
        reward:
          type: survival
          survival: {}

        """;

    [Fact]
    public void TheExperimentsRewardNamesMetersOfTheWorld()
    {
        TownOptions options = Worlds.Options("""
            world: town8.yaml
            level: L1
            reward: { type: meters, meters: { product: [enrgy] } }
            """);
        string error = Assert.Single(Errors(options));
        Assert.Contains("(3,33): error: the experiment's reward: there is no meter 'enrgy', did you mean 'energy'?", error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSoundWorldIsSound() => Assert.Empty(Errors(Sound));

    [Theory]
    [InlineData("cascades: [{ source: enrgy, target: money, threshold: 0.3, strength: 0.1 }]",
        "world.yaml(12,12): error: the cascade from 'enrgy' to 'money': there is no meter 'enrgy', did you mean 'energy'?")]
    [InlineData("cascades: [{ source: energy, target: energy, threshold: 0.3, strength: 0.1 }]",
        "world.yaml(12,12): error: the cascade from 'energy' leads to itself")]
    [InlineData("modulations: [{ source: money, target: health, rate: 1 }]",
        "world.yaml(12,15): error: the modulation from 'money' to 'health': there is no meter 'health'; valid: energy, money")]
    [InlineData("costs: { move: { enery: 1 } }",
        "world.yaml(12,8): error: the world's costs: there is no meter 'enery', did you mean 'energy'?")]
    [InlineData("levels: { A: { affordances: [Bad] } }",
        "world.yaml(12,14): error: level 'A': there is no affordance 'Bad', did you mean 'Bed'?")]
    [InlineData("levels: { A: { initial: { mony: 1 } } }",
        "world.yaml(12,14): error: level 'A': there is no meter 'mony', did you mean 'money'?")]
    [InlineData("window: 4",
        "world.yaml(1,1): error: 'window' is an odd number, so that the agent is in the middle, not 4")]
    [InlineData("start: [3, 0]",
        "world.yaml(1,1): error: the start is at [3, 0], outside of the grid of 3 x 3 cells")]
    public void AnAdditionIsRefused(string addition, string error) => Assert.Equal([error], Errors(Sound + addition));

    [Theory]
    [InlineData("effects: { energy: 0.5 }", "effects: { enrgy: 0.5 }",
        "world.yaml(7,8): error: 'Bed': there is no meter 'enrgy', did you mean 'energy'?")]
    [InlineData("cost: { money: 0.1 }", "cost: { cash: 0.1 }",
        "world.yaml(7,8): error: 'Bed': there is no meter 'cash'; valid: energy, money")]
    [InlineData("cost: { money: 0.1 }", "cost: { money: -0.1 }",
        "world.yaml(7,8): error: what 'Bed' costs of 'money' is above 0; what it gives is an effect")]
    [InlineData("[2, 2]", "[0, 0]", "world.yaml(8,8): error: 'Job' is on the cell of 'Bed', [0, 0]")]
    [InlineData("[2, 2]", "[2, 3]", "world.yaml(8,8): error: 'Job' is at [2, 3], outside of the grid of 3 x 3 cells")]
    [InlineData("[2, 2]", "[2]", "world.yaml(8,8): error: the cell of 'Job' is [x, y], not [2]")]
    [InlineData("position: [2, 2], ", "", "world.yaml(8,8): error: 'Job' has no position, and affordances are not placed at random here")]
    [InlineData("position: [2, 2]", "position: [2, 2], hours: [8, 40]",
        "world.yaml(8,8): error: the hours of 'Job' are [open, close] with open below 24 and at most a day apart, not [8, 40]")]
    [InlineData("initial: 0.5", "initial: 1.5", "world.yaml(5,10): error: 'money' begins at 1.5, outside of its range, 0 to 1")]
    [InlineData("initial: 0.5", "initial: 0.5, min: 2", "world.yaml(5,10): error: the least value of 'money', 2, is not below its greatest, 1")]
    [InlineData("money: 0.2, energy", "energy",
        "world.yaml(7,8): error: 'Bed' costs money and nothing brings any in: when it is spent, nothing can be bought ('allow_unwinnable: true' plays it all the same)")]
    [InlineData("energy: 0.5", "energy: -0.5",
        "world.yaml(4,11): error: 'energy' is deadly and only falls: nothing here restores it ('allow_unwinnable: true' plays it all the same)")]
    [InlineData("type: survival", "type: sparse", "world.yaml(10,3): error: the reward is of type 'sparse', but there is no 'sparse' beside it")]
    [InlineData("survival: {}", "meters: { }", "world.yaml(10,3): error: the reward is of type 'survival', but there is no 'survival' beside it",
        "world.yaml(11,11): error: a reward of meters has either a 'product' or a 'sum'")]
    public void AChangeIsRefused(string from, string to, params string[] errors)
    {
        Assert.Contains(from, Sound);
        Assert.Equal(errors, Errors(Sound.Replace(from, to, StringComparison.Ordinal)));
    }

    [Fact]
    public void EverythingIsToldAtOnce()
    {
        string world = Sound.Replace("[2, 2]", "[5, 5]", StringComparison.Ordinal)
            .Replace("energy: 0.5", "enrgy: 0.5", StringComparison.Ordinal) + "window: 2";
        Assert.Equal(3, Errors(world).Count);
    }

    [Fact]
    public void AnUnknownLevelIsNamedWithTheNearest()
    {
        var options = new TownOptions
        {
            World = Worlds.Read("town8"),
            Level = "L0_6",
            Place = new ConfigSpan("config.yaml", 3, 14),
        };
        string error = Assert.Single(Errors(options));
        Assert.StartsWith("config.yaml(3,14): error: 'town8' has no level 'L0_6', did you mean 'L0_", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFullGridHasNoRoomForRandomPlaces()
    {
        string world = Sound.Replace("width: 3, height: 3", "width: 2, height: 1", StringComparison.Ordinal) + "randomize: true";
        Assert.Equal(["world.yaml(1,1): error: 2 affordances and an agent do not fit on a grid of 2 x 1 cells"], Errors(world));
    }

    /// <summary>By day a bed may be worth nothing that otherwise is worth much: what counts is the level that is played.</summary>
    [Fact]
    public void AWorldMayBeWonWithoutADayAndNotWithOne()
    {
        string world = Sound.Replace("effects: { energy: 0.5 }", "effects: { energy: 0.5 }, temporal: { ticks: 2 }", StringComparison.Ordinal);
        Assert.Empty(Errors(world));
        string error = Assert.Single(Errors(world + "temporal: true"));
        Assert.StartsWith("world.yaml(4,11): error: 'energy' is deadly and only falls", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threshold: 0.3, strength: 0", "'strength' is above 0, not 0")]
    [InlineData("threshold: 0, strength: 1", "'threshold' is above 0 and at most 1, not 0")]
    [InlineData("threshold: 1.5, strength: 1", "'threshold' is above 0 and at most 1, not 1.5")]
    [InlineData("threshold: 1", "'strength' is missing")]
    [InlineData("thresold: 1, strength: 1, threshold: 1", "unknown key 'thresold', did you mean 'threshold'?")]
    public void ACascadeOutOfItsRangesIsRefused(string numbers, string error)
    {
        var refused = Assert.Throws<ConfigException>(
            () => Worlds.Parse(Sound + $"cascades: [{{ source: money, target: energy, {numbers} }}]"));
        Assert.Contains(error, Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AWorldMadeInCodeIsCalledByItsName()
    {
        TownWorld world = Worlds.Parse(Sound);
        world = world with { Affordances = new Dictionary<string, TownAffordance>(), Meters = Placeless(world.Meters), Place = default };
        string error = Assert.Single(Errors(new TownOptions { World = world }));
        Assert.StartsWith("tiny: error: 'energy' is deadly and only falls", error, StringComparison.Ordinal);

        static OrderedDictionary<string, TownMeter> Placeless(IReadOnlyDictionary<string, TownMeter> meters) =>
            new(meters.Select(m => KeyValuePair.Create(m.Key, m.Value with { Place = default })));
    }

    private static IReadOnlyList<string> Errors(string yaml) => Errors(new TownOptions { World = Worlds.Parse(yaml) });

    private static IReadOnlyList<string> Errors(TownOptions options)
    {
        try
        {
            TownCompiler.Compile(options);
            return [];
        }
        catch (ConfigException e)
        {
            return [.. e.Errors.Select(error => error.ToString())];
        }
    }
}
