using Hamlet;

namespace Hamlet.SamplePlugins;

/// <summary>What is fast enough.</summary>
[Options]
public sealed partial record FastEnoughOptions
{
    /// <summary>How many steps an episode may last.</summary>
    [Range(1, 1e9), Option(Unit = "steps")]
    public required int Steps { get; init; }

    /// <summary>How many episodes in a row must be that short.</summary>
    [Range(1, 1e9), Option(Unit = "episodes")]
    public int Episodes { get; init; } = 10;
}
