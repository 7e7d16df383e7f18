using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// A policy and a value: two heads of one network, or two networks, each with an optimizer of its own. A shared one has its gradient
/// clipped as a whole; two are clipped apart, so that a wrong critic does not slow the policy down.
/// </summary>
internal sealed class ActorCritic : IStateful, IDisposable
{
    /// <summary>Adam's epsilon of OpenAI's baselines (https://iclr-blog-track.github.io/2022/03/25/ppo-implementation-details/).</summary>
    private const double Epsilon = 1e-5;

    /// <summary>The policy's head.</summary>
    public const int PolicyHead = 0;

    /// <summary>The name of the policy's head.</summary>
    public const string PolicyHeadName = "policy";

    /// <summary>Makes the networks.</summary>
    /// <param name="options">Their shape.</param>
    /// <param name="inputs">The number of values of an observation.</param>
    /// <param name="actions">What the policy's outputs mean.</param>
    /// <param name="backend">Where they live.</param>
    /// <param name="random">Where their parameters come from.</param>
    public ActorCritic(PpoOptions options, int inputs, ActionDistribution actions, IBackend backend, ref RandomStream random)
    {
        var policy = new HeadSpec(PolicyHeadName, actions.Width, Gain: 0.01f);
        var value = new HeadSpec("value", 1);
        HeadSpec[] deviation = actions.LogStdWidth == 0
            ? []
            : [new HeadSpec("log_std", actions.LogStdWidth, HeadKind.StateIndependent, Initial: (float)options.LogStdInit)];
        HeadSpec[] features = actions.FeatureWidth == 0 ? [] : [new HeadSpec("features", actions.FeatureWidth, HeadKind.Features)];
        IsShared = options.SharedTrunk;
        ValueHead = IsShared ? 1 : 0;
        LogStdHead = actions.LogStdWidth == 0 ? null : IsShared ? 2 : 1;
        FeaturesHead = actions.FeatureWidth == 0 ? null : LogStdHead + 1;

        NetworkSpec spec = new()
        {
            Inputs = inputs,
            Trunk = options.Network.ToTrunk(),
            Heads = IsShared ? [policy, value, .. deviation, .. features] : [policy, .. deviation, .. features],
        };
        var optimizer = new OptimizerOptions { LearningRate = options.LearningRate, Epsilon = Epsilon };
        Policy = backend.CreateNetwork(spec, ref random);
        PolicyOptimizer = Policy.CreateOptimizer(optimizer);
        Value = IsShared ? Policy : backend.CreateNetwork(spec with { Heads = [value] }, ref random);
        ValueOptimizer = IsShared ? null : Value.CreateOptimizer(optimizer);
    }

    /// <summary>Whether both are one network.</summary>
    public bool IsShared { get; }

    /// <summary>The network of the policy.</summary>
    public INetwork Policy { get; }

    /// <summary>The network of the value: the same one, or another.</summary>
    public INetwork Value { get; }

    /// <summary>The value's head in its network.</summary>
    public int ValueHead { get; }

    /// <summary>The head of the standard deviations in the policy's network, or null for discrete actions.</summary>
    public int? LogStdHead { get; }

    /// <summary>The head of what the policy's heads stand on, or null where nobody looks at it.</summary>
    public int? FeaturesHead { get; }

    /// <summary>The optimizer of the policy's network.</summary>
    public IOptimizer PolicyOptimizer { get; }

    /// <summary>The optimizer of the value's network where that is another, else null.</summary>
    public IOptimizer? ValueOptimizer { get; }

    /// <summary>What each network carries from step to step for a row; 0 without memory.</summary>
    public int StateSize => Policy.Spec.StateSize;

    /// <summary>The step size of both.</summary>
    public double LearningRate
    {
        get => PolicyOptimizer.LearningRate;
        set
        {
            PolicyOptimizer.LearningRate = value;
            ValueOptimizer?.LearningRate = value;
        }
    }

    /// <summary>Computes all heads.</summary>
    /// <param name="batch">The observations; its initial state is [networks, size, state size].</param>
    /// <param name="workspace">Receives the values.</param>
    public void Forward(in Batch batch, ActorCriticWorkspace workspace)
    {
        ForwardPolicy(in batch, workspace);
        if (!IsShared)
        {
            ForwardValue(in batch, workspace);
        }
    }

    /// <summary>Computes the policy alone, as far as they are apart.</summary>
    public void ForwardPolicy(in Batch batch, ActorCriticWorkspace workspace) => Policy.Forward(OfPolicy(in batch), workspace.Policy);

    /// <summary>Computes the values alone, as far as they are apart.</summary>
    public void ForwardValue(in Batch batch, ActorCriticWorkspace workspace) => Value.Forward(OfValue(in batch), workspace.Value);

    /// <summary>Steps the policy's network, which may be the value's too, down the gradients that were written into the workspace.</summary>
    /// <returns>The norm of the gradient before clipping.</returns>
    public float StepPolicy(in Batch batch, ActorCriticWorkspace workspace, float maxNorm)
    {
        Policy.Backward(OfPolicy(in batch), workspace.Policy);
        return PolicyOptimizer.Step(maxNorm);
    }

    /// <summary>The same of the value's network, where that is another.</summary>
    public float StepValue(in Batch batch, ActorCriticWorkspace workspace, float maxNorm)
    {
        Value.Backward(OfValue(in batch), workspace.Value);
        return ValueOptimizer!.Step(maxNorm);
    }

    /// <summary>Takes the networks of a saved state, and not the optimizers.</summary>
    public void InitializeFrom(StateReader saved)
    {
        saved.Read("policy", Policy);
        if (!IsShared)
        {
            saved.Read("value", Value);
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("policy", Policy);
        writer.Write("policy_optimizer", PolicyOptimizer);
        if (ValueOptimizer is not null)
        {
            writer.Write("value", Value);
            writer.Write("value_optimizer", ValueOptimizer);
        }
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("policy", Policy);
        reader.Read("policy_optimizer", PolicyOptimizer);
        if (ValueOptimizer is not null)
        {
            reader.Read("value", Value);
            reader.Read("value_optimizer", ValueOptimizer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Policy.Dispose();
        if (!IsShared)
        {
            Value.Dispose();
        }
    }

    // Each network its own part of the initial state.
    private Batch OfPolicy(in Batch batch) =>
        batch with { InitialState = batch.InitialState[..Math.Min(batch.InitialState.Length, batch.Size * StateSize)] };

    private Batch OfValue(in Batch batch) =>
        batch with { InitialState = batch.InitialState[Math.Max(0, batch.InitialState.Length - (batch.Size * StateSize))..] };
}
