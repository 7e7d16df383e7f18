using Hamlet.Configuration;

namespace Hamlet.Algorithms.Exploration;

/// <summary>The temperature falls on a straight line over a share of training.</summary>
[Options]
public sealed partial record BoltzmannOptions
{
    /// <summary>The temperature in the beginning, in the unit of the action values: the greater, the more alike all actions.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true), Option(Aliases = ["temperature"])]
    public double TemperatureStart { get; init; } = 1;

    /// <summary>The temperature that it falls to.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true)]
    public double TemperatureMin { get; init; } = 0.1;

    /// <summary>The share of training over which it falls.</summary>
    [Range(0, 1)]
    public double TemperatureFraction { get; init; } = 0.3;

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
