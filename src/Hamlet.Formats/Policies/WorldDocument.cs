namespace Hamlet.Formats.Policies;

/// <summary>What a policy needs to know of an environment.</summary>
[Options]
internal sealed partial record WorldDocument
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The parts of an observation, in order and without gaps.</summary>
    public required IReadOnlyList<FieldDocument> Fields { get; init; }

    /// <summary>What may be done.</summary>
    public required ActionsDocument Actions { get; init; }

    /// <summary>Whether some actions are at times forbidden.</summary>
    public bool HasMasks { get; init; }
}
