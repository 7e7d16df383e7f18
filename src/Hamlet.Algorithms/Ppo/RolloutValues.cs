using Hamlet.Networks;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// The values of a whole rollout at once. Nobody looks at a value before the rollout is complete, and the network that gives them is the same
/// until then; many rows together take less time each than the few of a step, and can be shared among threads.
/// </summary>
internal sealed class RolloutValues : IDisposable
{
    private const int RowsAtOnce = 4096;

    private readonly ActorCritic _networks;
    private readonly RolloutBuffer _rollout;
    private readonly IWorkspace _workspace;

    /// <summary>Allocates.</summary>
    /// <param name="networks">Networks apart, without memory.</param>
    /// <param name="rollout">What was seen, and where the values go.</param>
    public RolloutValues(ActorCritic networks, RolloutBuffer rollout)
    {
        _networks = networks;
        _rollout = rollout;
        _workspace = networks.Value.CreateWorkspace(Math.Min(rollout.Size, RowsAtOnce));
    }

    /// <summary>Computes the values of all steps.</summary>
    public void Compute()
    {
        int inputs = _networks.Value.Spec.Inputs;
        for (int first = 0; first < _rollout.Size; first += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, _rollout.Size - first);
            _networks.Value.Forward(new Batch(_rollout.Observations.AsSpan(first * inputs, rows * inputs), rows), _workspace);
            _workspace.Output(_networks.ValueHead).CopyTo(_rollout.Values[first..]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();
}
