namespace Hamlet.Algorithms.Ppo;

/// <summary>What one update of the policy was like: means over its minibatches, each measured before its step.</summary>
[MetricRecord("policy_update")]
public readonly partial record struct PpoMetrics
{
    /// <summary>The environment step.</summary>
    [Step]
    public long Step { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public int Agent { get; init; }

    /// <summary>The actor's loss, -mean(min(r A, clip(r, 1 - c, 1 + c) A)).</summary>
    [Scalar("losses/a_loss")]
    public float PolicyLoss { get; init; }

    /// <summary>The critic's loss, mean((return - value)^2), clipped where that is asked for; without its coefficient.</summary>
    [Scalar("losses/c_loss")]
    public float ValueLoss { get; init; }

    /// <summary>The mean entropy of the policy, summed over branches or components. It falls as the agent makes up its mind.</summary>
    [Scalar("losses/entropy", Unit = "nats")]
    public float Entropy { get; init; }

    /// <summary>The mean square of how far the means of continuous actions are beyond 1.1 times their bounds.</summary>
    [Scalar("losses/bounds_loss")]
    public float BoundsLoss { get; init; }

    /// <summary>The updates so far, this one included (as in rl_games, where each rollout is an epoch).</summary>
    [Scalar("info/epochs", Unit = "updates")]
    public long Epochs { get; init; }

    /// <summary>The step size of Adam in this update.</summary>
    [Scalar("info/last_lr")]
    public double LearningRate { get; init; }

    /// <summary>What the schedule multiplied the step size by.</summary>
    [Scalar("info/lr_mul")]
    public double LearningRateMultiplier { get; init; }

    /// <summary>The share of samples whose ratio r was farther from 1 than the clip range.</summary>
    [Scalar("info/clip_frac")]
    public float ClipFraction { get; init; }

    /// <summary>The estimated divergence from the policy that acted, mean((r - 1) - log r) (http://joschu.net/blog/kl-approx.html).</summary>
    [Scalar("info/kl", Unit = "nats")]
    public float Kl { get; init; }

    /// <summary>
    /// 1 - Var(return - value) / Var(return) before the update: 1 for a critic that foresees everything, 0 for one that says always the
    /// same, NaN where all returns are equal.
    /// </summary>
    [Scalar("info/explained_variance")]
    public float ExplainedVariance { get; init; }
}
