using Hamlet.Networks;

namespace Hamlet.Formats.Policies;

/// <summary>A network without its parameters.</summary>
[Options]
internal sealed partial record NetworkDocument
{
    /// <summary>The number of values of an observation as the network sees it.</summary>
    [Range(1, int.MaxValue)]
    public required int Inputs { get; init; }

    /// <summary>The trunk.</summary>
    public required NetworkOptions Trunk { get; init; }

    /// <summary>The heads.</summary>
    public required IReadOnlyList<HeadDocument> Heads { get; init; }
}
