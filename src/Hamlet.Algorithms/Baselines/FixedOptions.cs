using Hamlet.Configuration;

namespace Hamlet.Algorithms.Baselines;

/// <summary>What does not learn has nothing to be told.</summary>
[Options]
public sealed partial record FixedOptions
{
    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
