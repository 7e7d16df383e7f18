namespace Hamlet.Live.Metrics;

/// <summary>Where a value of a curve stands.</summary>
/// <param name="X">On the curve's own axis.</param>
/// <param name="Time">Seconds since 1970 UTC.</param>
/// <param name="Episode">The episode that its agent was in; -1 where that is not known.</param>
/// <param name="Agent">The agent's name; null for the run as a whole, or where that is not known.</param>
internal readonly record struct CurvePlace(long X, double Time, long Episode = -1, string? Agent = null);
