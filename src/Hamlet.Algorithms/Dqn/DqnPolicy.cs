using Hamlet.Algorithms.Exploration;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.State;

namespace Hamlet.Algorithms.Dqn;

/// <summary>Takes the best allowed action by a copy of the action values.</summary>
internal sealed class DqnPolicy(IInference network) : IPolicy
{
    private readonly int _actions = network.Spec.Heads[0].Width;
    private IWorkspace? _workspace;

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        if (_workspace is null || _workspace.MaxRows < rows.Count)
        {
            _workspace?.Dispose();
            _workspace = network.CreateWorkspace(rows.Count);
        }

        network.Forward(new Batch(rows.Observations, rows.Count), _workspace);
        ReadOnlySpan<float> values = _workspace.Output(0);
        for (int row = 0; row < rows.Count; row++)
        {
            rows.Actions[row] = MaskedActions.ArgMax(values.Slice(row * _actions, _actions), rows.Mask(row));
        }
    }

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
