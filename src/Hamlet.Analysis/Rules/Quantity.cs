namespace Hamlet.Analysis.Rules;

/// <summary>What a tag measures, whatever a program calls it.</summary>
internal enum Quantity
{
    /// <summary>Nothing that is judged: for tags of a user that a pattern takes for something else.</summary>
    None,

    /// <summary>The share of episodes that succeeded, 0 to 1.</summary>
    SuccessRate,

    /// <summary>The return of an episode.</summary>
    Reward,

    /// <summary>The return of an episode in evaluations.</summary>
    EvaluationReward,

    /// <summary>The steps of an episode.</summary>
    EpisodeLength,

    /// <summary>One of the parts that the reward is made of.</summary>
    RewardComponent,

    /// <summary>The part of the reward that curiosity adds; it falls as the world becomes known.</summary>
    IntrinsicReward,

    /// <summary>The policy's entropy.</summary>
    Entropy,

    /// <summary>The critic's loss.</summary>
    ValueLoss,

    /// <summary>The actor's loss.</summary>
    PolicyLoss,

    /// <summary>The loss of Q-learning, or the whole loss.</summary>
    Loss,

    /// <summary>The predicted value of actions.</summary>
    QValue,

    /// <summary>The divergence between the policies before and after an update.</summary>
    Kl,

    /// <summary>The share of samples that PPO clips.</summary>
    ClipFraction,

    /// <summary>How much of the returns the critic foresees, 1 at most.</summary>
    ExplainedVariance,

    /// <summary>The share of random actions.</summary>
    Epsilon,

    /// <summary>The optimizer's step size.</summary>
    LearningRate,

    /// <summary>The Euclidean norm of the gradients.</summary>
    GradientNorm,

    /// <summary>Environment steps a second.</summary>
    Throughput,
}
