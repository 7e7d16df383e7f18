using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// What recurrent networks remember: what each carries from step to step, and what it carried before the first step of each sequence of the
/// rollout, from which training starts through the sequence again. Without memory all of it is empty.
/// </summary>
/// <remarks>
/// A sequence's first state comes from the parameters that acted, and stays as it was while they change, as in stable-baselines3's
/// RecurrentPPO and CleanRL's ppo_atari_lstm.py.
/// </remarks>
internal sealed class PolicyMemory : IStateful
{
    private readonly CarriedState[] _carried;
    private readonly int _rows;
    private readonly int _length;
    private readonly int _size;

    // [sequences of a row, networks, rows, size].
    private readonly float[] _starts;
    private readonly float[] _block;

    /// <summary>Allocates.</summary>
    /// <param name="networks">Whose memory it is.</param>
    /// <param name="rows">The number of environments.</param>
    /// <param name="steps">The steps of a rollout.</param>
    /// <param name="length">The steps of a sequence.</param>
    public PolicyMemory(ActorCritic networks, int rows, int steps, int length)
    {
        _rows = rows;
        _length = length;
        _size = networks.StateSize;
        _carried = [new CarriedState(_size, rows), .. networks.IsShared ? (CarriedState[])[] : [new CarriedState(_size, rows)]];
        _block = new float[_carried.Length * rows * _size];
        _starts = new float[checked((int)((long)(steps / length) * _block.Length))];
    }

    /// <summary>Whether there is any.</summary>
    public bool Exists => _size > 0;

    /// <summary>What a sequence's first states take, those of all networks.</summary>
    public int SequenceSize => _carried.Length * _size;

    /// <summary>What is carried now, [networks, rows, size].</summary>
    public ReadOnlySpan<float> Carried
    {
        get
        {
            for (int network = 0; network < _carried.Length; network++)
            {
                _carried[network].Of(_rows).CopyTo(_block.AsSpan(network * _rows * _size));
            }

            return _block;
        }
    }

    /// <summary>What one row carries now, [networks, size].</summary>
    public ReadOnlySpan<float> Row(int row)
    {
        for (int network = 0; network < _carried.Length; network++)
        {
            _carried[network].Row(row).CopyTo(_block.AsSpan(network * _size));
        }

        return _block.AsSpan(0, SequenceSize);
    }

    /// <summary>A step of the rollout begins: the first one of a sequence is where training will start.</summary>
    public void Begin(int step)
    {
        if (Exists && step % _length == 0)
        {
            Carried.CopyTo(_starts.AsSpan(step / _length * _block.Length));
        }
    }

    /// <summary>Takes what a forward pass over all rows has left.</summary>
    public void Keep(ActorCriticWorkspace workspace)
    {
        _carried[0].Keep(workspace.Policy);
        _carried[^1].Keep(workspace.Value);
    }

    /// <summary>Begins anew in the rows whose episode has ended.</summary>
    public void Forget(EnvironmentRows ended)
    {
        foreach (CarriedState carried in _carried)
        {
            carried.Forget(ended);
        }
    }

    /// <summary>Copies the first states of sequences, [networks, sequences, size].</summary>
    public void Gather(ReadOnlySpan<int> sequences, Span<float> states)
    {
        for (int network = 0; Exists && network < _carried.Length; network++)
        {
            for (int i = 0; i < sequences.Length; i++)
            {
                (int chunk, int row) = (sequences[i] / _rows, sequences[i] % _rows);
                _starts.AsSpan((((chunk * _carried.Length) + network) * _rows * _size) + (row * _size), _size)
                    .CopyTo(states[(((network * sequences.Length) + i) * _size)..]);
            }
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("policy", _carried[0]);
        writer.Write("value", _carried[^1]);
        writer.Write<float>("starts", _starts);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("policy", _carried[0]);
        reader.Read("value", _carried[^1]);
        reader.Read("starts", _starts.AsSpan());
    }
}
