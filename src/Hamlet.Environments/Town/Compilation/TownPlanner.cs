using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>Lays a sound world out in flat arrays. All numbers become single precision here, and nowhere else.</summary>
internal static class TownPlanner
{
    public static TownPlan Plan(string name, TownWorld world, IReadOnlyList<ConfigError> warnings)
    {
        var index = new TownIndex(world);
        TownMeter[] meters = [.. world.Meters.Values];
        TownAffordance[] affordances = [.. world.Affordances.Values];
        string[] deaths = [.. world.Meters.Where(m => m.Value.Deadly).Select(m => DeathName(m.Key, m.Value)).Distinct()];

        return new TownPlan
        {
            Name = name,
            Warnings = warnings,
            Width = world.Grid.Width,
            Height = world.Grid.Height,
            MaxSteps = world.MaxSteps,
            StartCell = world.Start is [int x, int y] ? (y * world.Grid.Width) + x : -1,
            Sight = world.Window is { } window ? window / 2 : -1,
            Temporal = world.Temporal,
            Randomize = world.Randomize,
            MaskInteract = world.MaskInteract,
            MeterNames = index.MeterNames,
            Stride = index.Stride,
            Min = ByMeter(m => m.Min),
            Max = ByMeter(m => m.Max),
            Initial = ByMeter(m => m.Initial),
            Stages = world.Stages.Count,
            Depletion = [.. world.Stages.SelectMany(stage => ByMeter(m => -m.Depletion * world.DepletionScale * stage))],
            Scale = ByMeter(m => 1 / (m.Max - m.Min)),
            Deadly = ByMeter(m => m.Deadly ? m.Min : double.NegativeInfinity, float.NegativeInfinity),
            DeathReason = [.. world.Meters.Select(m => Array.IndexOf(deaths, DeathName(m.Key, m.Value)))],
            EndReasons = [.. deaths, "max_steps"],
            Modulations = [.. world.Modulations.Select(m => Modulation(m, world, index))],
            Cascades = [.. world.Cascades.Select(c => Cascade(c, world, index))],
            ActionEffects = ActionEffects(world.Costs, index),
            AffordanceNames = index.AffordanceNames,
            X = [.. affordances.Select(a => a.Position is [int column, _] ? column : 0)],
            Y = [.. affordances.Select(a => a.Position is [_, int row] ? row : 0)],
            Ticks = [.. affordances.Select(a => TicksOf(a, world)?.Ticks ?? 1)],
            Open = Open(affordances, world.Temporal),
            Price = index.Table(affordances, a => CostOf(a, world), float.NegativeInfinity),
            Cost = index.Table(affordances, a => TownIndex.Negated(CostOf(a, world))),
            Gains = new TownGains(
                index.Table(affordances, a => EffectsOf(a, world)),
                index.Table(affordances, a => TicksOf(a, world)?.Completion)),
            ImpairedGains = new TownGains(
                index.Table(affordances, a => Impaired(a, EffectsOf(a, world))),
                index.Table(affordances, a => Impaired(a, TicksOf(a, world)?.Completion))),
            ImpairedBelow = index.Table(affordances, a => Thresholds(a, world), float.NegativeInfinity),
            Reward = TownRewardRule.For(world, index),
        };

        float[] ByMeter(Func<TownMeter, double> value, float padding = 0)
        {
            float[] row = new float[index.Stride];
            row.AsSpan().Fill(padding);
            for (int m = 0; m < meters.Length; m++)
            {
                row[m] = (float)value(meters[m]);
            }

            return row;
        }
    }

    private static string DeathName(string meter, TownMeter options) => options.DeathReason ?? $"{meter}_depleted";

    private static TownMultiTick? TicksOf(TownAffordance affordance, TownWorld world) => world.Temporal ? affordance.Temporal : null;

    private static IReadOnlyDictionary<string, double> CostOf(TownAffordance affordance, TownWorld world) =>
        TicksOf(affordance, world)?.Cost ?? affordance.Cost;

    private static IReadOnlyDictionary<string, double> EffectsOf(TownAffordance affordance, TownWorld world) =>
        TicksOf(affordance, world)?.Effects ?? affordance.Effects;

    private static Dictionary<string, double>? Impaired(TownAffordance affordance, IReadOnlyDictionary<string, double>? effects) =>
        effects?.ToDictionary(e => e.Key, e => e.Value * (affordance.Impaired?.Factor.GetValueOrDefault(e.Key, 1) ?? 1));

    private static Dictionary<string, double>? Thresholds(TownAffordance affordance, TownWorld world) =>
        affordance.Impaired?.Below.ToDictionary(b => b.Key, b => AtShare(world.Meters[b.Key], b.Value));

    // rate * (base + range * (1 - share)) as constant - slope * source, in the source's own units.
    private static TownDrift Modulation(TownModulation modulation, TownWorld world, TownIndex index)
    {
        TownMeter source = world.Meters[modulation.Source];
        double slope = modulation.Rate * modulation.Range / (source.Max - source.Min);
        double constant = (modulation.Rate * modulation.Base) + (slope * source.Max);
        return new TownDrift(index.Meter(modulation.Source), index.Meter(modulation.Target), (float)constant, (float)slope);
    }

    // strength * (threshold - share) / threshold as gain * (level - source), likewise.
    private static TownPull Cascade(TownCascade cascade, TownWorld world, TownIndex index)
    {
        TownMeter source = world.Meters[cascade.Source];
        double gain = cascade.Strength / (cascade.Threshold * (source.Max - source.Min));
        double level = AtShare(source, cascade.Threshold);
        return new TownPull(index.Meter(cascade.Source), index.Meter(cascade.Target), (float)level, (float)gain);
    }

    private static double AtShare(TownMeter meter, double share) => meter.Min + (share * (meter.Max - meter.Min));

    private static float[] ActionEffects(TownActionCosts costs, TownIndex index) =>
        index.Table(
            [costs.Move, costs.Move, costs.Move, costs.Move, costs.Interact, costs.Wait, costs.FailedInteract],
            TownIndex.Negated);

    private static bool[] Open(TownAffordance[] affordances, bool temporal)
    {
        bool[] open = new bool[TownPlan.Day * affordances.Length];
        for (int hour = 0; hour < TownPlan.Day; hour++)
        {
            for (int a = 0; a < affordances.Length; a++)
            {
                open[(hour * affordances.Length) + a] = !temporal || IsOpen(affordances[a].Hours[0], affordances[a].Hours[1], hour);
            }
        }

        return open;
    }

    // Counted from the opening: so a close in the next day needs no case of its own, and a whole day (or none) is always.
    private static bool IsOpen(int open, int close, int hour)
    {
        int length = (close - open + TownPlan.Day) % TownPlan.Day;
        return length == 0 || (hour - open + TownPlan.Day) % TownPlan.Day < length;
    }
}
