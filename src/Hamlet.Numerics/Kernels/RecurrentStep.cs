namespace Hamlet.Numerics;

/// <summary>What one time step of a recurrent layer works on: a row a sequence, a column a unit. Distances count values, not bytes.</summary>
internal unsafe struct RecurrentStep
{
    /// <summary>The sequences.</summary>
    public int Rows;

    /// <summary>From one gate of a row to the next, and the units with their padding.</summary>
    public nint GateWidth;

    /// <summary>From one row of gates to the next.</summary>
    public nint GateRow;

    /// <summary>From one row of states to the next.</summary>
    public nint StateRow;

    /// <summary>The product of the input, with its bias; replaced by the gates.</summary>
    public float* Gates;

    /// <summary>The product of the state before, with its bias.</summary>
    public float* Products;

    /// <summary>The state before, 0 where an episode begins.</summary>
    public float* Previous;

    /// <summary>The state after.</summary>
    public float* Output;

    /// <summary>The cell before, where there is one.</summary>
    public float* PreviousCell;

    /// <summary>The cell after, where there is one.</summary>
    public float* Cell;

    /// <summary>The gradient of the state after, as what is above the layer has it.</summary>
    public float* OutputGradient;

    /// <summary>The gradient of the state after, as the next time step has it; replaced by that of the state before.</summary>
    public float* Carry;

    /// <summary>The same of the cell.</summary>
    public float* CarryCell;

    /// <summary>Receives the gradient of the product of the input.</summary>
    public float* GateGradient;

    /// <summary>Receives the gradient of the product of the state before.</summary>
    public float* ProductGradient;
}
