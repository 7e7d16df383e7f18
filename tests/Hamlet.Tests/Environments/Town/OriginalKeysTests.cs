using Hamlet.Configuration;
using Hamlet.Environments;

namespace Hamlet.Tests.Environments.Town;

/// <summary>The keys of the original's <c>environment</c> section do what they did there, and none does nothing.</summary>
public sealed class OriginalKeysTests
{
    private const string Originals = """
        world: classic6.yaml
        grid_width: 9
        grid_height: 10
        reward_mode: sparse
        sparse_survival_reward: 0.2
        sparse_healthy_meter_threshold: 0.5
        sparse_healthy_meter_bonus: 0.03
        sparse_terminal_reward_success: 50
        sparse_terminal_reward_failure: -70
        initial_energy: 91
        initial_hygiene: 92
        initial_satiation: 93
        initial_money: 40
        initial_mood: 95
        initial_social: 96
        energy_depletion: 1
        hygiene_depletion: 2
        satiation_depletion: 3
        money_depletion: 4
        mood_depletion: 5
        social_depletion: 6
        money_min: -60
        mood_social_penalty: 2.5
        mood_social_threshold: 0.95
        affordance_positions: { Bed: [8, 9], Job: [0, 0], Bar: [1, 0] }
        """;

    private static readonly string[] s_keys =
        [.. Originals.Split('\n').Skip(1).Select(line => line.Split(':')[0])];

    [Fact]
    public void EachKeyChangesItsNumber()
    {
        var probe = new TownProbe(Worlds.Options(Originals), maxSteps: 2);
        Assert.Equal(90, probe.Spec.Fields.Single(f => f.Name == "cell").Size);
        Assert.Equal(["Bed", "Job", "Bar"], probe.Spec.Fields.Single(f => f.Name == "underfoot").Names);
        Assert.Equal((40f + 60) / 160, probe.Field("meters", "money"), 1e-6f);

        probe.Do(TownProbe.Wait);
        Assert.Equal(90f, probe.Meter("energy"));
        Assert.Equal(90f, probe.Meter("hygiene"));
        Assert.Equal(90f, probe.Meter("satiation"));
        Assert.Equal(36f, probe.Meter("money"));
        Assert.Equal(90f, probe.Meter("social"));
        Assert.Equal(90 - (2.5 * (0.95 - 0.9) / 0.95), probe.Meter("mood"), 1e-4);
        Assert.Equal(0.23, probe.Reward, 1e-6);
        Assert.Equal(50.23, probe.Do(TownProbe.Wait).Reward, 1e-5);

        Assert.Equal(-70f, new TownProbe(Worlds.Options(Originals.Replace("energy: 91", "energy: 1", StringComparison.Ordinal)))
            .Do(TownProbe.Wait).Reward);
    }

    [Fact]
    public void APlaceIsAPlaceAlsoWhereTheyWouldBeRandom()
    {
        TownWorld world = Worlds.Read("classic6") with { Randomize = true };
        var positions = new Dictionary<string, IReadOnlyList<int>> { ["Bed"] = [3, 4] };
        var probe = new TownProbe(new TownOptions { World = world, AffordancePositions = positions, AllowUnwinnable = true });
        Assert.Equal(3, probe.Spec.Warnings.Count);
        for (int reset = 0; reset < 10; reset++)
        {
            Assert.Equal(3, probe.X + (int)Math.Round(7 * probe.Field("offset_x", "Bed")));
            Assert.Equal(4, probe.Y + (int)Math.Round(7 * probe.Field("offset_y", "Bed")));
            probe.Reset();
        }
    }

    [Fact]
    public void EachKeyIsAnErrorInAWorldWithoutItsThing()
    {
        // A world with no such meter, cascade, affordance or reward; its grid it has.
        string[] errors = Errors(Originals.Replace("world: classic6.yaml", """
            world:
              name: bare
              grid: { width: 3, height: 3 }
              meters: { hope: { initial: 1 } }
              affordances: {}
              reward: { type: survival, survival: {} }
            """, StringComparison.Ordinal));

        string[] without = [.. s_keys.Where(key => !Array.Exists(errors, e => e.Contains($"'{key}'", StringComparison.Ordinal)))];
        Assert.Equal(["grid_width", "grid_height"], without);
        Assert.All(errors, e => Assert.Matches(@"experiment\.yaml\(1,1\): error: ", e));
    }

    [Theory]
    [InlineData("initial_energy: 120", "'energy' begins at 120, outside of its range, 0 to 100")]
    [InlineData("initial_money: -80\nmoney_min: -60", "'money' begins at -80, outside of its range, -60 to 100")]
    [InlineData("affordance_positions: { Fridge: [0, 0], Bed: [1, 1], Job: [2, 2] }", "'classic6' has no affordance 'Fridge'")]
    [InlineData("affordance_positions: { Bed: [1, 1], Job: [1, 1] }", "'Job' is on the cell of 'Bed', [1, 1]")]
    [InlineData("grid_width: 5", "'FastFood' is at [5, 6], outside of the grid of 5 x 8 cells")]
    public void WhatDoesNotFitIsRefused(string keys, string error) =>
        Assert.Contains(Errors("world: classic6.yaml\n" + keys), e => e.Contains(error, StringComparison.Ordinal));

    private static string[] Errors(string yaml) =>
        [.. Assert.Throws<ConfigException>(() => TownCompiler.Compile(Worlds.Options(yaml))).Errors.Select(e => e.ToString())];
}
