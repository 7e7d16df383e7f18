using Hamlet;

namespace Hamlet.SamplePlugins;

/// <summary>How long the corridor is.</summary>
[Options]
public sealed partial record CorridorOptions
{
    /// <summary>The number of cells.</summary>
    [Range(2, 1000)]
    public int Cells { get; init; } = 8;
}
