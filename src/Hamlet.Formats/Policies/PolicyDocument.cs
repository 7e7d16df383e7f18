namespace Hamlet.Formats.Policies;

/// <summary>What the metadata of a policy file says, beside its tensors.</summary>
[Options]
internal sealed partial record PolicyDocument
{
    /// <summary>The agent that learned it.</summary>
    public required string Agent { get; init; }

    /// <summary>Environment steps of the run that it had seen; null where that is not known.</summary>
    public long? Step { get; init; }

    /// <summary>What it was made for.</summary>
    public required WorldDocument Environment { get; init; }

    /// <summary>The network, whose parameters are the tensors.</summary>
    public required NetworkDocument Network { get; init; }

    /// <summary>The head that decides.</summary>
    public required string Head { get; init; }

    /// <summary>How it decides.</summary>
    public required PolicyRule Rule { get; init; }
}
