using Hamlet.Configuration;

namespace Hamlet.Curricula;

/// <summary>Options of the static curriculum.</summary>
[Options]
public sealed partial record StaticOptions
{
    /// <summary>The stage of every episode, from 1, the easiest; null for the last, the world as it is.</summary>
    [Range(1, 1000)]
    public int? Stage { get; init; }

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
