namespace Hamlet.Environments;

/// <summary>What interactions add to meters, by affordance and meter.</summary>
/// <param name="Tick">What each interaction adds.</param>
/// <param name="Completion">What the last of several adds on top.</param>
internal sealed record TownGains(float[] Tick, float[] Completion);
