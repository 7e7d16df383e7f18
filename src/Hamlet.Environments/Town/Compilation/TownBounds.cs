using System.Globalization;

namespace Hamlet.Environments;

/// <summary>What numbers must be to each other, which no range of a single option can say.</summary>
internal static class TownBounds
{
    public static void Check(TownWorld world, TownProblems problems)
    {
        if (world.Meters.Count is 0 or > TownPlan.MostMeters)
        {
            problems.Error(world.Place, $"a world has 1 to {TownPlan.MostMeters} meters, not {world.Meters.Count}");
        }

        foreach ((string name, TownMeter meter) in world.Meters)
        {
            Meter(name, meter, problems);
        }

        foreach ((string name, TownAffordance affordance) in world.Affordances)
        {
            Affordance(name, affordance, problems);
        }

        if (world.Window is { } window && window % 2 == 0)
        {
            problems.Error(world.Place, $"'window' is an odd number, so that the agent is in the middle, not {window}");
        }

        if (world.Stages.Count < 2 || world.Stages[^1] != 1)
        {
            problems.Error(world.Place, "'stages' are at least two multipliers of the depletion, the last of which is 1: the world as it is");
        }

        Reward(world.Reward, problems);
    }

    private static void Meter(string name, TownMeter meter, TownProblems problems)
    {
        if (!(meter.Min < meter.Max))
        {
            problems.Error(meter.Place, $"the least value of '{name}', {Text(meter.Min)}, is not below its greatest, {Text(meter.Max)}");
        }
        else if (!(meter.Initial >= meter.Min && meter.Initial <= meter.Max))
        {
            string range = $"{Text(meter.Min)} to {Text(meter.Max)}";
            problems.Error(meter.Place, $"'{name}' begins at {Text(meter.Initial)}, outside of its range, {range}");
        }
    }

    private static void Affordance(string name, TownAffordance affordance, TownProblems problems)
    {
        if (affordance.Hours is not [int open, int close] || open is < 0 or >= 24 || close is < 0 or > 48 || close > open + 24)
        {
            string hours = string.Join(", ", affordance.Hours);
            problems.Error(affordance.Place, $"the hours of '{name}' are [open, close] with open below 24 and at most a day apart, not [{hours}]");
        }

        IEnumerable<KeyValuePair<string, double>> costs = affordance.Cost.Concat(affordance.Temporal?.Cost ?? affordance.Cost);
        foreach (string meter in costs.Where(c => !(c.Value > 0)).Select(c => c.Key).Distinct())
        {
            problems.Error(affordance.Place, $"what '{name}' costs of '{meter}' is above 0; what it gives is an effect");
        }
    }

    private static void Reward(TownReward reward, TownProblems problems)
    {
        bool has = reward.Type switch
        {
            TownRewardType.Survival => reward.Survival is not null,
            TownRewardType.Meters => reward.Meters is not null,
            TownRewardType.Shaped => reward.Shaped is not null,
            _ => reward.Sparse is not null,
        };
        if (!has)
        {
            string key = reward.Type.ToString().ToLowerInvariant();
            problems.Error(reward.Place, $"the reward is of type '{key}', but there is no '{key}' beside it");
        }

        if (reward.Meters is { } meters && meters.Product.Count > 0 == meters.Sum.Count > 0)
        {
            problems.Error(meters.Place, "a reward of meters has either a 'product' or a 'sum'");
        }

        foreach (TownRewardBand band in reward.Shaped?.Bands ?? [])
        {
            if (band.Rewards.Count != band.Above.Count + 1)
            {
                problems.Error(
                    band.Place,
                    $"a band has one reward more than bounds, the last for what is below all: {band.Above.Count + 1}, not {band.Rewards.Count}");
            }

            if (band.Above.Zip(band.Above.Skip(1)).Any(pair => !(pair.First > pair.Second)))
            {
                problems.Error(band.Place, "the bounds of a band fall from each to the next");
            }
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
