using Hamlet.Algorithms;

namespace Hamlet.Callbacks;

/// <summary>What a callback plugin is given beside its options.</summary>
public sealed record CallbackContext
{
    /// <summary>The names of the agents.</summary>
    public required IReadOnlyList<string> Agents { get; init; }

    /// <summary>What they learn by, in the same order: clones share one. Empty where not all of them can be made, to find what else is wrong.</summary>
    public IReadOnlyList<IAlgorithm> Algorithms { get; init; } = [];
}
