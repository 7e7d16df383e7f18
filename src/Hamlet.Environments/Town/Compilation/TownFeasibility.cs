namespace Hamlet.Environments;

/// <summary>Whether a world can be won at all: what is spent must come in again, and what kills must have a remedy.</summary>
internal static class TownFeasibility
{
    public static void Check(TownWorld world, TownProblems problems)
    {
        Costs(world, problems);
        Deaths(world, problems);
    }

    private static void Costs(TownWorld world, TownProblems problems)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, TownAffordance affordance) in world.Affordances)
        {
            foreach (string meter in PaidWith(world, affordance))
            {
                if (!Restored(world, meter) && told.Add(meter))
                {
                    string message = $"'{name}' costs {meter} and nothing brings any in: when it is spent, nothing can be bought";
                    problems.Unwinnable(affordance.Place, message, world.AllowUnwinnable);
                }
            }
        }
    }

    private static void Deaths(TownWorld world, TownProblems problems)
    {
        foreach ((string name, TownMeter meter) in world.Meters)
        {
            if (meter.Deadly && Falls(world, name) && !Restored(world, name))
            {
                string message = $"'{name}' is deadly and only falls: nothing here restores it";
                problems.Unwinnable(meter.Place, message, world.AllowUnwinnable);
            }
        }
    }

    private static IEnumerable<string> PaidWith(TownWorld world, TownAffordance affordance) =>
        (world.Temporal && affordance.Temporal is { } temporal ? temporal.Cost : affordance.Cost).Keys;

    private static bool Falls(TownWorld world, string meter) =>
        world.Meters[meter].Depletion * world.DepletionScale > 0
        || world.Modulations.Any(m => m.Target == meter && m.Rate > 0)
        || world.Cascades.Any(c => c.Target == meter);

    private static bool Restored(TownWorld world, string meter) =>
        world.Meters[meter].Depletion < 0 || world.Affordances.Values.Any(a => a.EffectOn(meter, world.Temporal) > 0);
}
