using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>
/// What most algorithms return from <see cref="IAlgorithm.CreatePolicy"/>: it takes the greatest allowed value of a network's head in each
/// branch of the actions, or a continuous action within its bounds. A recurrent network's memory of each row is kept from call to call. It
/// can be written to a file.
/// </summary>
public sealed class NetworkPolicy : IPolicy, IDecisions
{
    private readonly IInference _network;
    private readonly int _head;
    private readonly int[] _branches;
    private readonly float[] _low;
    private readonly float[] _high;
    private readonly CarriedState _memory;
    private IWorkspace? _workspace;

    /// <summary>Makes a policy of a network, which is then its own.</summary>
    /// <param name="network">The network.</param>
    /// <param name="actions">The actions.</param>
    /// <param name="head">The head that decides: action values, logits, or means.</param>
    /// <exception cref="ArgumentException">The network has no such head, or the head is not as wide as the actions.</exception>
    public NetworkPolicy(IInference network, ActionSpace actions, string head)
    {
        Model = new PolicyModel(network, actions, head);
        _network = network;
        _head = Model.HeadIndex;
        _memory = new CarriedState(network.Spec.StateSize);
        _branches = [.. actions.Branches];
        _low = actions is ContinuousActions { Low: var low } ? [.. low] : [];
        _high = actions is ContinuousActions { High: var high } ? [.. high] : [];
    }

    /// <inheritdoc/>
    public PolicyModel Model { get; }

    /// <inheritdoc/>
    public string DecisionKind => _network.Spec.Heads[_head].Name == "q" ? "q_values" : "logits";

    /// <inheritdoc/>
    public int DecisionCount => _branches.Sum();

    /// <inheritdoc/>
    public bool TryReadDecision(int row, Span<float> values)
    {
        int count = DecisionCount;
        if (_workspace is null || count == 0)
        {
            return false;
        }

        _workspace.Output(_head).Slice(row * count, count).CopyTo(values);
        return true;
    }

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        if (_workspace is null || _workspace.MaxRows < rows.Count)
        {
            _workspace?.Dispose();
            _workspace = _network.CreateWorkspace(rows.Count);
        }

        ReadOnlySpan<float> state = _memory.Of(rows.Count);
        _memory.Forget(rows);
        _network.Forward(new Batch(rows.Observations, rows.Count) { InitialState = state }, _workspace);
        _memory.Keep(_workspace);
        ReadOnlySpan<float> values = _workspace.Output(_head);
        if (_branches.Length > 0)
        {
            TakeGreatest(values, rows);
        }
        else
        {
            TakeWithinBounds(values, rows);
        }
    }

    /// <inheritdoc/>
    public void Reset() => _memory.Clear();

    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => writer.Write("network", _network);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => reader.Read("network", _network);

    /// <inheritdoc/>
    public void Dispose()
    {
        _workspace?.Dispose();
        _network.Dispose();
    }

    private void TakeGreatest(ReadOnlySpan<float> values, EnvironmentRows rows)
    {
        int first = 0;
        for (int i = 0; i < rows.Actions.Length; i++)
        {
            int count = _branches[i % _branches.Length];
            rows.Actions[i] = MaskedActions.ArgMax(values.Slice(first, count), rows.Masks.Slice(first, count));
            first += count;
        }
    }

    private void TakeWithinBounds(ReadOnlySpan<float> values, EnvironmentRows rows)
    {
        for (int i = 0; i < rows.ContinuousActions.Length; i++)
        {
            int component = i % _low.Length;
            rows.ContinuousActions[i] = Math.Clamp(values[i], _low[component], _high[component]);
        }
    }
}
