namespace Hamlet.Environments;

/// <summary>A modulation: the target loses constant - slope * source in each step, in the units of both.</summary>
/// <param name="Source">The number of the meter that decides.</param>
/// <param name="Target">The number of the meter that loses.</param>
/// <param name="Constant">What the target would lose with a source of 0.</param>
/// <param name="Slope">What it loses less for one unit of the source.</param>
internal readonly record struct TownDrift(int Source, int Target, float Constant, float Slope);
