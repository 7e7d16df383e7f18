namespace Hamlet.Networks;

/// <summary>One minibatch of Q-learning as data: what a backend needs to do the whole update on its device.</summary>
public readonly ref struct QUpdate
{
    /// <summary>The number of transitions.</summary>
    public required int Size { get; init; }

    /// <summary>[size, inputs].</summary>
    public required ReadOnlySpan<float> Observations { get; init; }

    /// <summary>[size].</summary>
    public required ReadOnlySpan<int> Actions { get; init; }

    /// <summary>[size]; sums of several discounted rewards where targets look several steps ahead.</summary>
    public required ReadOnlySpan<float> Rewards { get; init; }

    /// <summary>[size]: what the value of the next observation counts: gamma^n, or 0 after a terminal step.</summary>
    public required ReadOnlySpan<float> Discounts { get; init; }

    /// <summary>[size, inputs].</summary>
    public required ReadOnlySpan<float> NextObservations { get; init; }

    /// <summary>[size, actions]: which actions count in the bootstrap; empty for all.</summary>
    public required ReadOnlySpan<bool> NextMasks { get; init; }

    /// <summary>[size]: the weight of each transition's loss; empty for 1.</summary>
    public required ReadOnlySpan<float> Weights { get; init; }

    /// <summary>[size]: receives target minus prediction.</summary>
    public required Span<float> TdErrors { get; init; }

    /// <summary>The loss.</summary>
    public required QLoss Loss { get; init; }

    /// <summary>Whether the online network chooses the next action and the target network judges it (van Hasselt et al., 2016).</summary>
    public required bool DoubleQ { get; init; }

    /// <summary>The greatest norm of the gradient.</summary>
    public required float MaxNorm { get; init; }
}
