using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// What the outputs of a policy network mean: a distribution over actions, with its log-probabilities, its entropy and the derivatives
/// of both with respect to the outputs.
/// </summary>
internal abstract class ActionDistribution : IStateful
{
    /// <summary>The width of the policy's head.</summary>
    public abstract int Width { get; }

    /// <summary>The width of the head that holds logarithms of standard deviations; 0 for none.</summary>
    public virtual int LogStdWidth => 0;

    /// <summary>The width of what the distribution must see of the trunk's last layer; 0 for nothing.</summary>
    public virtual int FeatureWidth => 0;

    /// <summary>The number of choices of each branch; empty for continuous actions.</summary>
    public virtual ReadOnlySpan<int> Branches => [];

    /// <summary>Below this a mean is charged; empty for discrete actions.</summary>
    public virtual ReadOnlySpan<float> MeanLow => [];

    /// <summary>Above this a mean is charged; empty for discrete actions.</summary>
    public virtual ReadOnlySpan<float> MeanHigh => [];

    /// <summary>The distribution for a kind of actions.</summary>
    /// <param name="actions">The actions.</param>
    /// <param name="options">How continuous ones are explored.</param>
    /// <param name="features">The number of values that the policy's heads stand on.</param>
    /// <param name="rows">The number of environments.</param>
    /// <param name="maxSize">The greatest number of samples of an update.</param>
    public static ActionDistribution Create(ActionSpace actions, PpoOptions options, int features, int rows, int maxSize) => actions switch
    {
        ContinuousActions continuous when options.UseSde =>
            new StateDependentDistribution(continuous, features, rows, options.SdeSampleFrequency, maxSize),
        DiscreteActions discrete => new CategoricalDistribution([discrete.Count]),
        MultiDiscreteActions several => new CategoricalDistribution([.. several.Counts]),
        ContinuousActions continuous => new GaussianDistribution(continuous),
        _ => throw new ArgumentException($"Actions of kind {actions.GetType().Name} are unknown.", nameof(actions)),
    };

    /// <summary>A step begins: noise that lasts for several steps may be due to be drawn.</summary>
    /// <param name="step">Its number within the rollout.</param>
    /// <param name="outputs">What the network says of the rows.</param>
    /// <param name="random">The agent's stream.</param>
    public virtual void Begin(int step, in PolicyOutputs outputs, ref RandomStream random)
    {
    }

    /// <summary>Draws an action for each row.</summary>
    /// <param name="outputs">What the network says of the rows.</param>
    /// <param name="masks">[rows, width]; empty for all.</param>
    /// <param name="choices">[rows, branches]; receives discrete actions.</param>
    /// <param name="components">[rows, components]; receives continuous actions, not clipped to any bounds.</param>
    /// <param name="logProbabilities">[rows]; receives the logarithm of each action's probability, or of its density.</param>
    /// <param name="random">The agent's stream.</param>
    public abstract void Sample(
        in PolicyOutputs outputs,
        ReadOnlySpan<bool> masks,
        Span<int> choices,
        Span<float> components,
        Span<float> logProbabilities,
        ref RandomStream random);

    /// <summary>Hands drawn actions to the environment, continuous ones clipped to their bounds.</summary>
    public abstract void Take(ReadOnlySpan<int> choices, ReadOnlySpan<float> components, EnvironmentRows rows);

    /// <summary>What is to be done before <see cref="Evaluate"/>, by one thread for all samples: nothing, unless said otherwise.</summary>
    public virtual void Prepare(in PolicyUpdate update, in PolicyOutputs outputs)
    {
    }

    /// <summary>Writes the log-probabilities, entropies and bounds losses of some of an update's samples, perhaps while other threads write others.</summary>
    /// <param name="update">The update.</param>
    /// <param name="outputs">What the network says of all its samples.</param>
    /// <param name="first">The first sample.</param>
    /// <param name="count">How many there are.</param>
    public abstract void Evaluate(in PolicyUpdate update, in PolicyOutputs outputs, int first, int count);

    /// <summary>
    /// The entropy of the samples that <see cref="Evaluate"/> has just seen over that of equally likely choices, in [0, 1]; null where there
    /// is no such thing, which is for continuous actions.
    /// </summary>
    public virtual double? NormalizedEntropy(in PolicyUpdate update) => null;

    /// <summary>Writes the loss's derivative with respect to outputs that <see cref="Evaluate"/> has just seen.</summary>
    /// <param name="update">The update.</param>
    /// <param name="outputs">Those outputs.</param>
    /// <param name="slopes">[size]: the loss's derivative with respect to each log-probability.</param>
    /// <param name="policyGradient">[size, width]; receives the derivative.</param>
    /// <param name="logStdGradient">[size, log std width]; receives the derivative.</param>
    /// <param name="first">The first sample.</param>
    /// <param name="count">How many there are.</param>
    public abstract void WriteGradient(
        in PolicyUpdate update,
        in PolicyOutputs outputs,
        ReadOnlySpan<float> slopes,
        Span<float> policyGradient,
        Span<float> logStdGradient,
        int first,
        int count);

    /// <summary>Writes what lasts from step to step: nothing, unless said otherwise.</summary>
    public virtual void SaveState(StateWriter writer)
    {
    }

    /// <inheritdoc/>
    public virtual void LoadState(StateReader reader)
    {
    }
}
