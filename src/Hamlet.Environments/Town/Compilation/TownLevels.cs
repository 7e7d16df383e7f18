using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>Applies a level to its world.</summary>
internal static class TownLevels
{
    /// <summary>The world as it is in a level: only the affordances that are there are left, in the world's order, and no levels.</summary>
    public static TownWorld Apply(TownWorld world, string? name, ConfigSpan place, TownProblems problems)
    {
        if (name is null)
        {
            return world;
        }

        if (!world.Levels.TryGetValue(name, out TownLevel? level))
        {
            problems.Error(place, $"'{world.Name}' has no level '{name}'{NearestName.Suggest(name, [.. world.Levels.Keys])}");
            return world;
        }

        return world with
        {
            Grid = level.Grid ?? world.Grid,
            MaxSteps = level.MaxSteps ?? world.MaxSteps,
            Start = level.Start ?? world.Start,
            Window = level.Window ?? world.Window,
            Temporal = level.Temporal ?? world.Temporal,
            Randomize = level.Randomize ?? world.Randomize,
            AllowUnwinnable = level.AllowUnwinnable ?? world.AllowUnwinnable,
            DepletionScale = level.DepletionScale ?? world.DepletionScale,
            Meters = Named(world.Meters, (meter, m) => m with
            {
                Initial = level.Initial.GetValueOrDefault(meter, m.Initial),
                Depletion = level.Depletion.GetValueOrDefault(meter, m.Depletion),
            }),
            Costs = level.Costs ?? world.Costs,
            Reward = level.Reward ?? world.Reward,
            Affordances = Named(Deployed(world.Affordances, level.Affordances), (affordance, a) =>
            {
                a = level.Redefined.GetValueOrDefault(affordance, a);
                return a with { Position = level.Positions.GetValueOrDefault(affordance) ?? a.Position };
            }),
        };
    }

    /// <summary>Some of the affordances, in the world's order; all of them without a list.</summary>
    public static IReadOnlyDictionary<string, TownAffordance> Deployed(
        IReadOnlyDictionary<string, TownAffordance> all, IEnumerable<string>? names)
    {
        if (names is null)
        {
            return all;
        }

        var wanted = new HashSet<string>(names, StringComparer.Ordinal);
        return new OrderedDictionary<string, TownAffordance>(all.Where(p => wanted.Contains(p.Key)), StringComparer.Ordinal);
    }

    /// <summary>The same names, in the same order, with other values.</summary>
    public static IReadOnlyDictionary<string, T> Named<T>(IReadOnlyDictionary<string, T> all, Func<string, T, T> change) =>
        new OrderedDictionary<string, T>(
            all.Select(p => KeyValuePair.Create(p.Key, change(p.Key, p.Value))), StringComparer.Ordinal);
}
