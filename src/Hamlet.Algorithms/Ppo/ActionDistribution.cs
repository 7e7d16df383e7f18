using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// What the outputs of a policy network mean: a distribution over actions, with its log-probabilities, its entropy and the derivatives
/// of both with respect to the outputs.
/// </summary>
internal abstract class ActionDistribution
{
    /// <summary>The width of the policy's head.</summary>
    public abstract int Width { get; }

    /// <summary>The width of the head that holds logarithms of standard deviations; 0 for none.</summary>
    public virtual int LogStdWidth => 0;

    /// <summary>The number of choices of each branch; empty for continuous actions.</summary>
    public virtual ReadOnlySpan<int> Branches => [];

    /// <summary>Below this a mean is charged; empty for discrete actions.</summary>
    public virtual ReadOnlySpan<float> MeanLow => [];

    /// <summary>Above this a mean is charged; empty for discrete actions.</summary>
    public virtual ReadOnlySpan<float> MeanHigh => [];

    /// <summary>The distribution for a kind of actions.</summary>
    /// <param name="actions">The actions.</param>
    /// <param name="maxSize">The greatest number of samples of an update.</param>
    public static ActionDistribution Create(ActionSpace actions, int maxSize) => actions switch
    {
        DiscreteActions discrete => new CategoricalDistribution([discrete.Count], maxSize),
        MultiDiscreteActions several => new CategoricalDistribution([.. several.Counts], maxSize),
        ContinuousActions continuous => new GaussianDistribution(continuous),
        _ => throw new ArgumentException($"Actions of kind {actions.GetType().Name} are unknown.", nameof(actions)),
    };

    /// <summary>Draws an action for each row.</summary>
    /// <param name="policy">[rows, width].</param>
    /// <param name="logStd">[rows, log std width].</param>
    /// <param name="masks">[rows, width]; empty for all.</param>
    /// <param name="choices">[rows, branches]; receives discrete actions.</param>
    /// <param name="components">[rows, components]; receives continuous actions, not clipped to any bounds.</param>
    /// <param name="logProbabilities">[rows]; receives the logarithm of each action's probability, or of its density.</param>
    /// <param name="random">The agent's stream.</param>
    public abstract void Sample(
        ReadOnlySpan<float> policy,
        ReadOnlySpan<float> logStd,
        ReadOnlySpan<bool> masks,
        Span<int> choices,
        Span<float> components,
        Span<float> logProbabilities,
        ref RandomStream random);

    /// <summary>Hands drawn actions to the environment, continuous ones clipped to their bounds.</summary>
    public abstract void Take(ReadOnlySpan<int> choices, ReadOnlySpan<float> components, EnvironmentRows rows);

    /// <summary>Writes the log-probabilities, entropies and bounds losses of an update's samples.</summary>
    public abstract void Evaluate(in PolicyUpdate update, ReadOnlySpan<float> policy, ReadOnlySpan<float> logStd);

    /// <summary>Writes the loss's derivative with respect to the outputs that <see cref="Evaluate"/> has just seen.</summary>
    /// <param name="update">The update.</param>
    /// <param name="policy">[size, width].</param>
    /// <param name="logStd">[size, log std width].</param>
    /// <param name="slopes">[size]: the loss's derivative with respect to each log-probability.</param>
    /// <param name="policyGradient">[size, width]; receives the derivative.</param>
    /// <param name="logStdGradient">[size, log std width]; receives the derivative.</param>
    public abstract void WriteGradient(
        in PolicyUpdate update,
        ReadOnlySpan<float> policy,
        ReadOnlySpan<float> logStd,
        ReadOnlySpan<float> slopes,
        Span<float> policyGradient,
        Span<float> logStdGradient);
}
