namespace Hamlet.Algorithms.Exploration;

/// <summary>What a rate decays with.</summary>
public enum DecayPer
{
    /// <summary>Once for each finished episode of the agent.</summary>
    Episode,

    /// <summary>Once for each environment step of the agent.</summary>
    Step,
}
