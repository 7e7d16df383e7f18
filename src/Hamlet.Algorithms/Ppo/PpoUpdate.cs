using Hamlet.Networks;
using Hamlet.Threads;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// One step of proximal policy optimisation on a minibatch (Schulman et al., 2017, https://arxiv.org/abs/1707.06347): the clipped
/// objective of equation 7 within the joint loss of equation 9. A backend that has the whole update as a kernel does it on its device; else
/// the code below runs.
/// </summary>
/// <remarks>
/// Policy and value have nothing in common but the samples where they are two networks, so two threads can have one each: nothing but that
/// needs as little from the other's cache. More threads share the rows of both, one network after the other.
/// </remarks>
internal sealed class PpoUpdate : IDisposable
{
    // Less arithmetic than this, and fewer samples, are done before another thread has begun.
    private const double LeastWork = 1e6;
    private const int LeastSamples = 1024;

    private readonly ActorCritic _networks;
    private readonly ActionDistribution _actions;
    private readonly IUpdateKernel<PolicyUpdate>? _kernel;
    private readonly ActorCriticWorkspace? _workspace;
    private readonly float[] _ratios;
    private readonly float[] _slopes;
    private readonly WorkerPool _threads;
    private readonly SharedWork _halves;
    private readonly SharedWork _steps;
    private readonly SharedWork _loss;
    private IPolicySamples? _samples;
    private float _policyNorm;
    private float _valueNorm;
    private PolicyResult _result;
    private bool _measures;

    /// <summary>Allocates the activations, unless the network has a kernel for the update.</summary>
    /// <param name="networks">What learns.</param>
    /// <param name="actions">What the policy's outputs mean.</param>
    /// <param name="maxSize">The greatest number of samples of a minibatch.</param>
    /// <param name="threads">Who does it.</param>
    public PpoUpdate(ActorCritic networks, ActionDistribution actions, int maxSize, WorkerPool threads)
    {
        _networks = networks;
        _actions = actions;
        _threads = threads;
        _kernel = networks.FeaturesHead is null ? networks.Policy as IUpdateKernel<PolicyUpdate> : null;
        _workspace = _kernel is null ? new ActorCriticWorkspace(networks, maxSize, gradients: true) : null;
        _ratios = new float[maxSize];
        _slopes = new float[maxSize];
        _halves = Each(ComparePolicy, CompareValue);
        _steps = Each(StepPolicy, StepValue);
        _loss = new SharedWork(WritePolicyGradient);
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
            WriteRatios(in update, 0, update.Size);
            return PolicyResult.Measure(in update, _ratios, done.GradientNorm);
        }

        _samples = samples;
        bool atOnce = !_networks.IsShared && _threads.Threads is 2 or 3 && 6.0 * _networks.Value.ParameterCount * update.Size >= LeastWork;
        _threads.Run(_halves, 2, 1, atOnce ? 2 : 1, isEven: true);
        _measures = float.IsPositiveInfinity(update.KlLimit);
        if (!_measures)
        {
            _result = PolicyResult.Measure(in update, _ratios);
            if (_result.Kl > update.KlLimit)
            {
                return _result;
            }
        }

        _threads.Run(_steps, 2, 1, atOnce ? 2 : 1, isEven: true);
        return _result with
        {
            GradientNorm = _networks.IsShared ? _policyNorm : MathF.Sqrt((_policyNorm * _policyNorm) + (_valueNorm * _valueNorm)),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace?.Dispose();

    private static SharedWork Each(params Action[] halves) => new((first, count) =>
    {
        for (int i = first; i < first + count; i++)
        {
            halves[i]();
        }
    });

    /// <summary>What the policy now says of the actions, and the gradient of its loss with respect to that.</summary>
    private void ComparePolicy()
    {
        PolicyUpdate update = _samples!.AsUpdate();
        _networks.ForwardPolicy(AsBatch(in update), _workspace!);
        _actions.Prepare(in update, _workspace!.Outputs);
        _threads.Run(_loss, update.Size, LeastSamples / 2, update.Size / LeastSamples, isEven: true);
    }

    private void WritePolicyGradient(int first, int count)
    {
        PolicyUpdate update = _samples!.AsUpdate();
        ActorCriticWorkspace workspace = _workspace!;
        PolicyOutputs outputs = workspace.Outputs;
        _actions.Evaluate(in update, in outputs, first, count);
        WriteRatios(in update, first, count);
        WriteSlopes(in update, first, count);
        _actions.WriteGradient(in update, in outputs, _slopes, workspace.OutputGradient, workspace.LogStdGradient, first, count);
    }

    /// <summary>What the value now is, and the gradient of its loss with respect to that.</summary>
    private void CompareValue()
    {
        PolicyUpdate update = _samples!.AsUpdate();
        if (!_networks.IsShared)
        {
            _networks.ForwardValue(AsBatch(in update), _workspace!);
        }

        _workspace!.Values.CopyTo(update.Values);
        WriteValueGradient(in update, _workspace.ValueGradient);
    }

    private void StepPolicy()
    {
        PolicyUpdate update = _samples!.AsUpdate();
        _policyNorm = _networks.StepPolicy(AsBatch(in update), _workspace!, update.MaxNorm);
    }

    // The value has the smaller loss: its half does what is left to do, where nothing waits for that.
    private void StepValue()
    {
        PolicyUpdate update = _samples!.AsUpdate();
        if (!_networks.IsShared)
        {
            _valueNorm = _networks.StepValue(AsBatch(in update), _workspace!, update.MaxNorm);
        }

        if (_measures)
        {
            _result = PolicyResult.Measure(in update, _ratios);
        }
    }

    private static Batch AsBatch(in PolicyUpdate update) => new(update.Observations, update.Size / update.Time)
    {
        Time = update.Time,
        InitialState = update.InitialState,
        Resets = update.Resets,
    };

    /// <summary>r = p(a) / p_old(a) of each sample.</summary>
    private void WriteRatios(in PolicyUpdate update, int first, int count)
    {
        Span<float> ratios = _ratios.AsSpan(first, count);
        ReadOnlySpan<float> now = update.LogProbabilities.Slice(first, count);
        ReadOnlySpan<float> old = update.OldLogProbabilities.Slice(first, count);
        for (int i = 0; i < ratios.Length; i++)
        {
            ratios[i] = now[i] - old[i];
        }

        VectorFunctions.Exp(ratios);
    }

    /// <summary>The derivative of -mean(min(r A, clip(r) A)) with respect to log p(a), of which r is a function.</summary>
    private void WriteSlopes(in PolicyUpdate update, int first, int count)
    {
        Span<float> slopes = _slopes.AsSpan(first, count);
        ReadOnlySpan<float> ratios = _ratios.AsSpan(first, count);
        ReadOnlySpan<float> advantages = update.Advantages.Slice(first, count);
        (float clipRange, int size) = (update.ClipRange, update.Size);
        for (int i = 0; i < slopes.Length; i++)
        {
            slopes[i] = -PpoLoss.SurrogateSlope(ratios[i], advantages[i], clipRange) / size;
        }
    }

    private static void WriteValueGradient(in PolicyUpdate update, Span<float> gradient)
    {
        float weight = update.ValueCoefficient / update.Size;
        float clipRange = update.ValueClipRange;
        ReadOnlySpan<float> values = update.Values;
        ReadOnlySpan<float> old = update.OldValues;
        ReadOnlySpan<float> returns = update.Returns;
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = weight * PpoLoss.ValueSlope(values[i], old[i], returns[i], clipRange);
        }
    }
}
