namespace Hamlet.Algorithms.Dqn;

/// <summary>What the period of the target network is counted in.</summary>
public enum TargetUpdateUnit
{
    /// <summary>Gradient updates (Mnih et al., 2015, whose period is 10,000 of them).</summary>
    Updates,

    /// <summary>The agent's environment steps (stable-baselines3, <c>target_update_interval</c>).</summary>
    Steps,

    /// <summary>The agent's finished episodes.</summary>
    Episodes,
}
