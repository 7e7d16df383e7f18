using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>What a recurrent network carries from step to step for each row; nothing, at no cost, for a network without memory.</summary>
/// <param name="size">The values of one row.</param>
/// <param name="rows">The rows, where they are known; else as many as are asked for.</param>
public sealed class CarriedState(int size, int rows = 0) : IStateful
{
    private float[] _values = new float[checked(size * rows)];

    /// <summary>The values of one row.</summary>
    public int Size => size;

    /// <summary>Those of the first rows, [rows, size]: 0 where an episode begins.</summary>
    public ReadOnlySpan<float> Of(int count)
    {
        if (_values.Length < count * size)
        {
            Array.Resize(ref _values, count * size);
        }

        return _values.AsSpan(0, count * size);
    }

    /// <summary>Those of one row.</summary>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * size, size);

    /// <summary>Takes what a forward pass over the same rows has left.</summary>
    public void Keep(IWorkspace workspace) => workspace.FinalState.CopyTo(_values);

    /// <summary>Begins anew in the rows whose episode ended in the step before.</summary>
    public void Forget(EnvironmentRows ended)
    {
        for (int row = 0; size > 0 && row < ended.Count; row++)
        {
            if (ended.Terminated[row] || ended.Truncated[row])
            {
                _values.AsSpan(row * size, size).Clear();
            }
        }
    }

    /// <summary>Begins anew in all rows.</summary>
    public void Clear() => _values.AsSpan().Clear();

    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => writer.Write<float>("values", _values);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => reader.Read("values", _values.AsSpan());
}
