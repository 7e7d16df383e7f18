using Hamlet.Networks;
using Hamlet.Threads;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// One step of proximal policy optimisation on a minibatch (Schulman et al., 2017, https://arxiv.org/abs/1707.06347): the clipped
/// objective of equation 7 within the joint loss of equation 9. A backend that has the whole update as a kernel does it on its device; else
/// the code below runs, by several threads where that pays: samples do not depend on one another.
/// </summary>
internal sealed class PpoUpdate : IRowWork, IDisposable
{
    // Fewer samples than these are done before another thread is asked.
    private const int LeastSamples = 128;

    private readonly ActorCritic _networks;
    private readonly ActionDistribution _actions;
    private readonly IUpdateKernel<PolicyUpdate>? _kernel;
    private readonly ActorCriticWorkspace? _workspace;
    private readonly float[] _ratios;
    private readonly float[] _slopes;
    private readonly WorkerPool _threads;
    private IPolicySamples? _samples;

    /// <summary>Allocates the activations, unless the network has a kernel for the update.</summary>
    /// <param name="networks">What learns.</param>
    /// <param name="actions">What the policy's outputs mean.</param>
    /// <param name="maxSize">The greatest number of samples of a minibatch.</param>
    /// <param name="threads">Who does it.</param>
    public PpoUpdate(ActorCritic networks, ActionDistribution actions, int maxSize, WorkerPool threads)
    {
        _threads = threads;
        _networks = networks;
        _actions = actions;
        _kernel = networks.FeaturesHead is null ? networks.Policy as IUpdateKernel<PolicyUpdate> : null;
        _workspace = _kernel is null ? new ActorCriticWorkspace(networks, maxSize, gradients: true) : null;
        _ratios = new float[maxSize];
        _slopes = new float[maxSize];
    }

    /// <summary>Makes one step, or none if the policy has already moved too far from the one that acted.</summary>
    public PolicyResult Apply(IPolicySamples samples)
    {
        PolicyUpdate update = samples.AsUpdate();
        if (_kernel is not null)
        {
            PolicyUpdate whole = _networks.IsShared
                ? update
                : update with { ValueNetwork = _networks.Value, ValueOptimizer = _networks.ValueOptimizer };
            UpdateResult done = _kernel.Update(in whole, _networks.Policy, _networks.PolicyOptimizer);
            return PolicyResult.Measure(in update, Ratios(in update, 0, update.Size), done.GradientNorm);
        }

        var batch = new Batch(update.Observations, update.Size / update.Time)
        {
            Time = update.Time,
            InitialState = update.InitialState,
            Resets = update.Resets,
        };
        ActorCriticWorkspace workspace = _workspace!;
        _networks.Forward(in batch, workspace);
        PolicyOutputs outputs = workspace.Outputs;
        _actions.Prepare(in update, in outputs);
        _samples = samples;
        _threads.Run(this, update.Size, LeastSamples / 2, update.Size / LeastSamples);

        PolicyResult result = PolicyResult.Measure(in update, _ratios.AsSpan(0, update.Size));
        return result.Kl > update.KlLimit
            ? result
            : result with { GradientNorm = _networks.Step(in batch, workspace, update.MaxNorm) };
    }

    /// <summary>The loss of some samples, and its derivatives with respect to what the networks say.</summary>
    void IRowWork.Run(int thread, int first, int count)
    {
        PolicyUpdate update = _samples!.AsUpdate();
        ActorCriticWorkspace workspace = _workspace!;
        PolicyOutputs outputs = workspace.Outputs;
        workspace.Values.Slice(first, count).CopyTo(update.Values[first..]);
        _actions.Evaluate(in update, in outputs, first, count);
        WritePolicySlopes(in update, Ratios(in update, first, count), first);
        _actions.WriteGradient(in update, in outputs, _slopes, workspace.OutputGradient, workspace.LogStdGradient, first, count);
        WriteValueGradient(in update, workspace.ValueGradient, first, count);
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace?.Dispose();

    /// <summary>r = p(a) / p_old(a) of each sample.</summary>
    private Span<float> Ratios(in PolicyUpdate update, int first, int count)
    {
        Span<float> ratios = _ratios.AsSpan(first, count);
        for (int i = 0; i < ratios.Length; i++)
        {
            ratios[i] = update.LogProbabilities[first + i] - update.OldLogProbabilities[first + i];
        }

        VectorFunctions.Exp(ratios);
        return ratios;
    }

    /// <summary>The derivative of -mean(min(r A, clip(r) A)) with respect to log p(a), of which r is a function.</summary>
    private void WritePolicySlopes(in PolicyUpdate update, ReadOnlySpan<float> ratios, int first)
    {
        for (int i = 0; i < ratios.Length; i++)
        {
            _slopes[first + i] = -PpoLoss.SurrogateSlope(ratios[i], update.Advantages[first + i], update.ClipRange) / update.Size;
        }
    }

    private static void WriteValueGradient(in PolicyUpdate update, Span<float> gradient, int first, int count)
    {
        float weight = update.ValueCoefficient / update.Size;
        for (int i = first; i < first + count; i++)
        {
            gradient[i] = weight * PpoLoss.ValueSlope(update.Values[i], update.OldValues[i], update.Returns[i], update.ValueClipRange);
        }
    }
}
