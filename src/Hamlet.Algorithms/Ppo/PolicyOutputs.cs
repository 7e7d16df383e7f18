namespace Hamlet.Algorithms.Ppo;

/// <summary>What a policy's network says of some rows.</summary>
internal readonly ref struct PolicyOutputs
{
    /// <summary>Logits or means, [rows, width].</summary>
    public required ReadOnlySpan<float> Policy { get; init; }

    /// <summary>Logarithms of standard deviations, [rows, log std width], the same in each row; empty for discrete actions.</summary>
    public ReadOnlySpan<float> LogStd { get; init; }

    /// <summary>What the network's heads stand on, [rows, features]; empty for a distribution that has no use for it.</summary>
    public ReadOnlySpan<float> Features { get; init; }
}
