namespace Hamlet.Networks;

/// <summary>
/// One minibatch of proximal policy optimisation as data: what a backend needs to do the whole update on its device. The network's heads
/// are <c>policy</c>, <c>value</c> unless that is a network apart, and, for continuous actions, a state-independent <c>log_std</c>, in this order.
/// </summary>
/// <remarks>
/// The loss is -mean(min(r A, clip(r) A)) + value coefficient * mean value loss - entropy coefficient * mean entropy + bounds coefficient
/// * mean bounds loss, where r = exp(new log-probability - old one). A kernel for it has no use for the target it is handed.
/// </remarks>
public readonly ref struct PolicyUpdate
{
    /// <summary>Begins one of samples that are apart, without memory.</summary>
    public PolicyUpdate()
    {
    }

    /// <summary>The number of samples.</summary>
    public required int Size { get; init; }

    /// <summary>The length of each sequence of samples, which stand [time, size / time]; 1 where they are apart.</summary>
    public int Time { get; init; } = 1;

    /// <summary>
    /// What recurrent networks remember before each sequence, [networks, size / time, state size], the policy's before the value's where they
    /// are apart; empty for nothing.
    /// </summary>
    public ReadOnlySpan<float> InitialState { get; init; } = [];

    /// <summary>Where an episode begins within a sequence, [time, size / time]; empty for nowhere.</summary>
    public ReadOnlySpan<bool> Resets { get; init; } = [];

    /// <summary>The network of the value, its only head, where it is apart; null where the value is a head of the policy's network.</summary>
    public INetwork? ValueNetwork { get; init; }

    /// <summary>The optimizer of <see cref="ValueNetwork"/>, whose gradient is clipped apart.</summary>
    public IOptimizer? ValueOptimizer { get; init; }

    /// <summary>[size, inputs].</summary>
    public required ReadOnlySpan<float> Observations { get; init; }

    /// <summary>The number of choices of each branch of a discrete action; empty for continuous ones.</summary>
    public required ReadOnlySpan<int> Branches { get; init; }

    /// <summary>The actions taken where they are discrete, [size, branches].</summary>
    public required ReadOnlySpan<int> Choices { get; init; }

    /// <summary>The actions drawn where they are continuous, before they were clipped to bounds, [size, components].</summary>
    public required ReadOnlySpan<float> Components { get; init; }

    /// <summary>Which choices were allowed, [size, sum of branches]; empty for all.</summary>
    public required ReadOnlySpan<bool> Masks { get; init; }

    /// <summary>[components]: the bounds loss is the square of how far the mean is below this; may be negative infinity.</summary>
    public required ReadOnlySpan<float> MeanLow { get; init; }

    /// <summary>[components]: the bounds loss is the square of how far the mean is above this; may be infinity.</summary>
    public required ReadOnlySpan<float> MeanHigh { get; init; }

    /// <summary>[size]: the log-probability of each action by the policy that took it.</summary>
    public required ReadOnlySpan<float> OldLogProbabilities { get; init; }

    /// <summary>[size]: what was predicted when the action was taken.</summary>
    public required ReadOnlySpan<float> OldValues { get; init; }

    /// <summary>[size]: normalised already, where that is wanted.</summary>
    public required ReadOnlySpan<float> Advantages { get; init; }

    /// <summary>[size]: what values are moved towards.</summary>
    public required ReadOnlySpan<float> Returns { get; init; }

    /// <summary>How far the ratio r may leave 1 before its gradient is cut.</summary>
    public required float ClipRange { get; init; }

    /// <summary>How far a value may leave the old one before its gradient is cut; infinity for no clipping.</summary>
    public required float ValueClipRange { get; init; }

    /// <summary>What the entropy counts.</summary>
    public required float EntropyCoefficient { get; init; }

    /// <summary>What the value loss counts.</summary>
    public required float ValueCoefficient { get; init; }

    /// <summary>What the bounds loss counts.</summary>
    public required float BoundsCoefficient { get; init; }

    /// <summary>No step is made where the mean of (r - 1) - log r, the estimated divergence, is above this; infinity for no limit.</summary>
    public required float KlLimit { get; init; }

    /// <summary>The greatest norm of the gradient.</summary>
    public required float MaxNorm { get; init; }

    /// <summary>[size]: receives the log-probability of each action before the step.</summary>
    public required Span<float> LogProbabilities { get; init; }

    /// <summary>[size]: receives the entropy of each policy before the step, in nats, summed over branches or components.</summary>
    public required Span<float> Entropies { get; init; }

    /// <summary>[size]: receives the bounds losses before the step, summed over components; 0 for discrete actions.</summary>
    public required Span<float> BoundsLosses { get; init; }

    /// <summary>[size]: receives the values before the step.</summary>
    public required Span<float> Values { get; init; }
}
