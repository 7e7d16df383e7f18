namespace Hamlet.Formats.Policies;

/// <summary>A part of an observation.</summary>
[Options]
internal sealed partial record FieldDocument
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How many values it has.</summary>
    [Range(1, int.MaxValue)]
    public required int Size { get; init; }

    /// <summary>The least value that may occur.</summary>
    public float Low { get; init; } = float.NegativeInfinity;

    /// <summary>The greatest value that may occur.</summary>
    public float High { get; init; } = float.PositiveInfinity;

    /// <summary>The names of the values, or none.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}
