using Hamlet.Configuration;

namespace Hamlet.Environments.Wrappers;

/// <summary>Options of <c>clip_observation</c>.</summary>
[Options]
public sealed partial record ClipObservationOptions
{
    /// <summary>The least value.</summary>
    public double Low { get; init; } = -10;

    /// <summary>The greatest value; greater than the least.</summary>
    public double High { get; init; } = 10;

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
