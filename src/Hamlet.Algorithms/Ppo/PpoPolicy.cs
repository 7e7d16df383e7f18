using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.State;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// Takes the likeliest allowed action by a copy of the policy, with the policy's memory; a continuous one is the mean, within bounds.
/// </summary>
internal sealed class PpoPolicy(IInference network, ActionDistribution actions) : IPolicy
{
    private readonly CarriedState _state = new(network.Spec.StateSize);
    private IWorkspace? _workspace;

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        if (_workspace is null || _workspace.MaxRows < rows.Count)
        {
            _workspace?.Dispose();
            _workspace = network.CreateWorkspace(rows.Count);
        }

        ReadOnlySpan<float> state = _state.Of(rows.Count);
        _state.Forget(rows);
        network.Forward(new Batch(rows.Observations, rows.Count) { InitialState = state }, _workspace);
        _state.Keep(_workspace);
        actions.TakeLikeliest(_workspace.Output(ActorCritic.PolicyHead), rows);
    }

    /// <inheritdoc/>
    public void Reset() => _state.Clear();

    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => writer.Write("network", network);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => reader.Read("network", network);

    /// <inheritdoc/>
    public void Dispose()
    {
        _workspace?.Dispose();
        network.Dispose();
    }
}
