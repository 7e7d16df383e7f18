namespace Hamlet.Training.Replays;

/// <summary>One whole episode, which belongs to nobody else.</summary>
internal sealed record ReplayEpisode
{
    /// <summary>Its number among the agent's episodes.</summary>
    public required long Number { get; init; }

    public required string Agent { get; init; }

    public required double Return { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Its steps.</summary>
    public required int Length { get; init; }

    /// <summary>Whether it was cut off rather than ended.</summary>
    public required bool Truncated { get; init; }

    public required string EndReason { get; init; }

    /// <summary>[steps, observation size]: what the agent saw before each step.</summary>
    public required float[] States { get; init; }

    /// <summary>[observation size]: what it would have seen next.</summary>
    public required float[] FinalState { get; init; }

    /// <summary>[steps, branches].</summary>
    public required int[] Actions { get; init; }

    /// <summary>[steps, components].</summary>
    public required float[] ContinuousActions { get; init; }

    /// <summary>[steps].</summary>
    public required float[] Rewards { get; init; }

    /// <summary>Where everything stood; null in a world without places.</summary>
    public ReplayScene? Scene { get; init; }
}
