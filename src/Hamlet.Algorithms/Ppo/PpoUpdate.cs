using Hamlet.Networks;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// One step of proximal policy optimisation on a minibatch (Schulman et al., 2017, https://arxiv.org/abs/1707.06347): the clipped
/// objective of equation 7 within the joint loss of equation 9. A backend that has the whole update as a kernel does it on its device; else
/// the code below runs.
/// </summary>
internal sealed class PpoUpdate : IDisposable
{
    private readonly ActorCritic _networks;
    private readonly ActionDistribution _actions;
    private readonly IUpdateKernel<PolicyUpdate>? _kernel;
    private readonly ActorCriticWorkspace? _workspace;
    private readonly float[] _ratios;
    private readonly float[] _slopes;

    /// <summary>Allocates the activations, unless the network has a kernel for the update.</summary>
    /// <param name="networks">What learns.</param>
    /// <param name="actions">What the policy's outputs mean.</param>
    /// <param name="maxSize">The greatest number of samples of a minibatch.</param>
    public PpoUpdate(ActorCritic networks, ActionDistribution actions, int maxSize)
    {
        _networks = networks;
        _actions = actions;
        _kernel = networks.FeaturesHead is null ? networks.Policy as IUpdateKernel<PolicyUpdate> : null;
        _workspace = _kernel is null ? new ActorCriticWorkspace(networks, maxSize, gradients: true) : null;
        _ratios = new float[maxSize];
        _slopes = new float[maxSize];
    }

    /// <summary>Makes one step, or none if the policy has already moved too far from the one that acted.</summary>
    public PolicyResult Apply(in PolicyUpdate update)
    {
        if (_kernel is not null)
        {
            PolicyUpdate whole = _networks.IsShared
                ? update
                : update with { ValueNetwork = _networks.Value, ValueOptimizer = _networks.ValueOptimizer };
            UpdateResult done = _kernel.Update(in whole, _networks.Policy, _networks.PolicyOptimizer);
            return PolicyResult.Measure(in update, Ratios(in update), done.GradientNorm);
        }

        var batch = new Batch(update.Observations, update.Size / update.Time)
        {
            Time = update.Time,
            InitialState = update.InitialState,
            Resets = update.Resets,
        };
        ActorCriticWorkspace workspace = _workspace!;
        _networks.Forward(in batch, workspace);
        workspace.Values.CopyTo(update.Values);
        PolicyOutputs outputs = workspace.Outputs;
        _actions.Evaluate(in update, in outputs);

        ReadOnlySpan<float> ratios = Ratios(in update);
        PolicyResult result = PolicyResult.Measure(in update, ratios);
        if (result.Kl > update.KlLimit)
        {
            return result;
        }

        WritePolicySlopes(in update, ratios);
        _actions.WriteGradient(in update, in outputs, _slopes, workspace.OutputGradient, workspace.LogStdGradient);
        WriteValueGradient(in update, workspace.ValueGradient);
        return result with { GradientNorm = _networks.Step(in batch, workspace, update.MaxNorm) };
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace?.Dispose();

    /// <summary>r = p(a) / p_old(a) of each sample.</summary>
    private Span<float> Ratios(in PolicyUpdate update)
    {
        Span<float> ratios = _ratios.AsSpan(0, update.Size);
        for (int i = 0; i < ratios.Length; i++)
        {
            ratios[i] = update.LogProbabilities[i] - update.OldLogProbabilities[i];
        }

        VectorFunctions.Exp(ratios);
        return ratios;
    }

    /// <summary>The derivative of -mean(min(r A, clip(r) A)) with respect to log p(a), of which r is a function.</summary>
    private void WritePolicySlopes(in PolicyUpdate update, ReadOnlySpan<float> ratios)
    {
        for (int i = 0; i < update.Size; i++)
        {
            _slopes[i] = -PpoLoss.SurrogateSlope(ratios[i], update.Advantages[i], update.ClipRange) / update.Size;
        }
    }

    private static void WriteValueGradient(in PolicyUpdate update, Span<float> gradient)
    {
        float weight = update.ValueCoefficient / update.Size;
        for (int i = 0; i < update.Size; i++)
        {
            gradient[i] = weight * PpoLoss.ValueSlope(update.Values[i], update.OldValues[i], update.Returns[i], update.ValueClipRange);
        }
    }
}
