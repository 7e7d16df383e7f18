using Hamlet.Networks;

namespace Hamlet.Numerics;

/// <summary>What a workspace holds of a recurrent layer beside the values of its two layers: states, and with gradients theirs.</summary>
internal sealed unsafe class RecurrentMemory
{
    private readonly RecurrentLayout _layout;
    private readonly AlignedFloats _previous;
    private readonly AlignedFloats _outputs;
    private readonly AlignedFloats _previousCells;
    private readonly AlignedFloats _cells;
    private readonly AlignedFloats _outputGradients;

    // The gradients of the state and the cell of each sequence, on their way back through time.
    private readonly AlignedFloats _carry;
    private readonly AlignedFloats _carryCell;
    private readonly float[] _final;

    /// <summary>Allocates.</summary>
    public RecurrentMemory(RecurrentLayout layout, int maxRows, bool gradients)
    {
        _layout = layout;
        long states = (long)maxRows * layout.RowLength;
        _previous = new AlignedFloats(states);
        _outputs = new AlignedFloats(states);
        _previousCells = new AlignedFloats(layout.HasCell ? states : 0);
        _cells = new AlignedFloats(layout.HasCell ? states : 0);
        _outputGradients = new AlignedFloats(gradients ? states : 0);
        _carry = new AlignedFloats(gradients ? states : 0);
        _carryCell = new AlignedFloats(gradients && layout.HasCell ? states : 0);
        _final = new float[checked(maxRows * layout.StateSize)];
    }

    /// <summary>How many sequences the last forward pass had.</summary>
    public int Size { get; private set; }

    /// <summary>The state after the last step, [size, state size].</summary>
    public ReadOnlySpan<float> Final => _final.AsSpan(0, Size * _layout.StateSize);

    /// <summary>The outputs from a row on, which are the states after each step.</summary>
    public float* Outputs(int row) => At(_outputs, row);

    /// <summary>The states before each step from a row on.</summary>
    public float* Previous(int row) => At(_previous, row);

    /// <summary>The gradients of the outputs from a row on.</summary>
    public float* OutputGradients(int row) => At(_outputGradients, row);

    /// <summary>What a step of some sequences works on, but for gates and products.</summary>
    /// <param name="row">The row of the first of these sequences in that step.</param>
    /// <param name="sequence">That sequence.</param>
    /// <param name="count">How many there are.</param>
    public RecurrentStep Step(int row, int sequence, int count) => new()
    {
        Rows = count,
        GateWidth = _layout.GateWidth,
        GateRow = Panels.RowLength(_layout.Outputs),
        StateRow = _layout.RowLength,
        Previous = At(_previous, row),
        Output = At(_outputs, row),
        PreviousCell = At(_previousCells, row),
        Cell = At(_cells, row),
        OutputGradient = At(_outputGradients, row),
        Carry = At(_carry, sequence),
        CarryCell = At(_carryCell, sequence),
    };

    /// <summary>Takes the batch's initial states as those before the first step.</summary>
    public void Begin(in Batch batch)
    {
        Size = batch.Size;
        for (int row = 0; row < batch.Size; row++)
        {
            ReadOnlySpan<float> state = batch.InitialState.IsEmpty ? [] : batch.InitialState.Slice(row * _layout.StateSize, _layout.StateSize);
            Fill(_previous, row, state.IsEmpty ? [] : state[.._layout.Size]);
            if (_layout.HasCell)
            {
                Fill(_previousCells, row, state.IsEmpty ? [] : state[_layout.Size..]);
            }
        }
    }

    /// <summary>Takes the states after the step before as those before the step, of some sequences.</summary>
    /// <param name="row">The row of the first of these sequences in the step.</param>
    /// <param name="count">How many there are.</param>
    public void GoOn(int row, int count)
    {
        int length = count * _layout.RowLength;
        _outputs.Span.Slice((row - Size) * _layout.RowLength, length).CopyTo(_previous.Span[(row * _layout.RowLength)..]);
        if (_layout.HasCell)
        {
            _cells.Span.Slice((row - Size) * _layout.RowLength, length).CopyTo(_previousCells.Span[(row * _layout.RowLength)..]);
        }
    }

    /// <summary>Forgets the states before a step, from a row of it on, where an episode begins.</summary>
    public void Reset(int row, ReadOnlySpan<bool> resets)
    {
        for (int i = 0; i < resets.Length; i++)
        {
            if (resets[i])
            {
                Fill(_previous, row + i, []);
                if (_layout.HasCell)
                {
                    Fill(_previousCells, row + i, []);
                }
            }
        }
    }

    /// <summary>Behind the last step there is no gradient: of some sequences.</summary>
    public void ClearCarry(int sequence, int count)
    {
        (int first, int length) = (sequence * _layout.RowLength, count * _layout.RowLength);
        _carry.Span.Slice(first, length).Clear();
        if (_layout.HasCell)
        {
            _carryCell.Span.Slice(first, length).Clear();
        }
    }

    /// <summary>Stops gradients, from a sequence on, where an episode begins: what was before has no part in it.</summary>
    public void ResetCarry(int sequence, ReadOnlySpan<bool> resets)
    {
        for (int i = 0; i < resets.Length; i++)
        {
            if (resets[i])
            {
                Fill(_carry, sequence + i, []);
                if (_layout.HasCell)
                {
                    Fill(_carryCell, sequence + i, []);
                }
            }
        }
    }

    /// <summary>Publishes the states after the step whose first row this is.</summary>
    public void End(int row)
    {
        for (int i = 0; i < Size; i++)
        {
            Span<float> final = _final.AsSpan(i * _layout.StateSize, _layout.StateSize);
            _outputs.Span.Slice((row + i) * _layout.RowLength, _layout.Size).CopyTo(final);
            if (_layout.HasCell)
            {
                _cells.Span.Slice((row + i) * _layout.RowLength, _layout.Size).CopyTo(final[_layout.Size..]);
            }
        }
    }

    private float* At(AlignedFloats values, int row) => values.Pointer + ((nint)row * _layout.RowLength);

    // A row's units, or zeros; its padding is 0 already.
    private void Fill(AlignedFloats target, int row, ReadOnlySpan<float> values)
    {
        Span<float> units = target.Span.Slice(row * _layout.RowLength, _layout.Size);
        if (values.IsEmpty)
        {
            units.Clear();
        }
        else
        {
            values.CopyTo(units);
        }
    }
}
