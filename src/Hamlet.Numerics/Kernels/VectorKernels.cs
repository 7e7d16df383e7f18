using Hamlet.Networks;

namespace Hamlet.Numerics;

/// <summary>
/// The kernels of one instruction set, chosen once; a call does the work of a whole layer, so that a virtual one costs nothing. Loops are compiled
/// each by itself and never within a caller: there the compiler would run out of what it grants to inlining, and call a function for each vector.
/// </summary>
internal abstract unsafe class VectorKernels
{
    /// <summary>Writes max(floor, init + A * B), B in panels: a layer's values, or the gradient of its input.</summary>
    public abstract void ProductWithPanels(in Tile tile, int rows, int columns);

    /// <summary>Writes zeros or C, plus A * B, to some rows of C in panels: the gradient of a layer's weights.</summary>
    public abstract void ProductIntoPanels(in Tile tile, int height, int firstRow, int rows, int columns, float* zeros);

    /// <summary>Adds the rows of a matrix up: the gradient of a bias.</summary>
    public abstract void SumRows(float* matrix, nint rowLength, int rows, int columns, float* sums, bool accumulate);

    /// <summary>Replaces each value by its hyperbolic tangent.</summary>
    public abstract void Tanh(float* values, nint rowLength, int rows, int columns);

    /// <summary>Takes gradients back through an activation.</summary>
    public abstract void Backward(Activation activation, float* gradients, float* values, nint rowLength, int rows, int columns);

    /// <summary>One time step of a recurrent layer, after both products.</summary>
    public abstract void Recur(Recurrence kind, in RecurrentStep step);

    /// <summary>Takes the gradient of a time step's state back to its gates and to the state before, but for what comes through the product.</summary>
    public abstract void RecurBackward(Recurrence kind, in RecurrentStep step);

    /// <summary>The sum of squares; the count is a multiple of 64.</summary>
    public abstract double SumOfSquares(float* values, nint count);

    /// <summary>target = (1 - tau) * target + tau * source.</summary>
    public abstract void Lerp(float* target, float* source, nint count, float tau);

    /// <summary>One step of Adam.</summary>
    public abstract void Adam(float* parameters, float* gradients, float* first, float* second, nint count, in AdamStep step);
}
