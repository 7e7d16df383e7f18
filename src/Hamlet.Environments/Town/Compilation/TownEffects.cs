namespace Hamlet.Environments;

/// <summary>What an affordance promises.</summary>
internal static class TownEffects
{
    /// <summary>What going through with it adds to a meter, all ticks together, for who is not impaired; its cost is not counted.</summary>
    public static double EffectOn(this TownAffordance affordance, string meter, bool temporal) =>
        temporal && affordance.Temporal is { } ticks
            ? (ticks.Ticks * ticks.Effects.GetValueOrDefault(meter)) + ticks.Completion.GetValueOrDefault(meter)
            : affordance.Effects.GetValueOrDefault(meter);
}
