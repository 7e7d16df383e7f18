namespace Hamlet.Training.Agents;

/// <summary>Whose replay agents learn from.</summary>
public enum ReplayMode
{
    /// <summary>Each from its own.</summary>
    PerAgent,

    /// <summary>Those that can from one that they share.</summary>
    Shared,
}
