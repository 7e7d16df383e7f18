using Hamlet.Networks;

namespace Hamlet.Formats.Policies;

/// <summary>A head of a network.</summary>
[Options]
internal sealed partial record HeadDocument
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How many values it has.</summary>
    [Range(1, int.MaxValue)]
    public required int Width { get; init; }

    /// <summary>How it follows from the trunk.</summary>
    public HeadKind Kind { get; init; }
}
