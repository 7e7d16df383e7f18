using Hamlet.Networks;

namespace Hamlet.Algorithms.Ppo;

/// <summary>The activations of an <see cref="ActorCritic"/>, by what they mean.</summary>
internal sealed class ActorCriticWorkspace : IDisposable
{
    private readonly ActorCritic _networks;

    /// <summary>Allocates them.</summary>
    public ActorCriticWorkspace(ActorCritic networks, int maxRows, bool gradients = false)
    {
        _networks = networks;
        Policy = networks.Policy.CreateWorkspace(maxRows, gradients);
        Value = networks.IsShared ? Policy : networks.Value.CreateWorkspace(maxRows, gradients);
    }

    /// <summary>Those of the policy's network.</summary>
    public IWorkspace Policy { get; }

    /// <summary>Those of the value's network: the same, or others.</summary>
    public IWorkspace Value { get; }

    /// <summary>Logits or means, [rows, width].</summary>
    public ReadOnlySpan<float> Outputs => Policy.Output(ActorCritic.PolicyHead);

    /// <summary>The loss's derivative with respect to these.</summary>
    public Span<float> OutputGradient => Policy.OutputGradient(ActorCritic.PolicyHead);

    /// <summary>Logarithms of standard deviations, [rows, components]; empty for discrete actions.</summary>
    public ReadOnlySpan<float> LogStd => _networks.LogStdHead is { } head ? Policy.Output(head) : [];

    /// <summary>The loss's derivative with respect to these.</summary>
    public Span<float> LogStdGradient => _networks.LogStdHead is { } head ? Policy.OutputGradient(head) : [];

    /// <summary>[rows].</summary>
    public ReadOnlySpan<float> Values => Value.Output(_networks.ValueHead);

    /// <summary>The loss's derivative with respect to these.</summary>
    public Span<float> ValueGradient => Value.OutputGradient(_networks.ValueHead);

    /// <inheritdoc/>
    public void Dispose()
    {
        Policy.Dispose();
        if (!_networks.IsShared)
        {
            Value.Dispose();
        }
    }
}
