namespace Hamlet.Environments;

/// <summary>A cascade: below the level, the target loses gain * (level - source) in each step, in the units of both.</summary>
/// <param name="Source">The number of the meter that is low.</param>
/// <param name="Target">The number of the meter that loses.</param>
/// <param name="Level">The value of the source below which the pull begins.</param>
/// <param name="Gain">What the target loses for one unit of distance to the level.</param>
internal readonly record struct TownPull(int Source, int Target, float Level, float Gain);
