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

    /// <summary>What the policy says.</summary>
    public PolicyOutputs Outputs => new()
    {
        Policy = Policy.Output(ActorCritic.PolicyHead),
        LogStd = _networks.LogStdHead is { } logStd ? Policy.Output(logStd) : [],
        Features = _networks.FeaturesHead is { } features ? Policy.Output(features) : [],
    };

    /// <summary>The loss's derivative with respect to the logits or means.</summary>
    public Span<float> OutputGradient => Policy.OutputGradient(ActorCritic.PolicyHead);

    /// <summary>The loss's derivative with respect to the logarithms of standard deviations.</summary>
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
