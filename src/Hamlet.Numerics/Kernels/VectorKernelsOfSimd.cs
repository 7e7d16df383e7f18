using Hamlet.Networks;

namespace Hamlet.Numerics;

/// <summary>The kernels compiled for one instruction set.</summary>
internal sealed unsafe class VectorKernels<TSimd, TVector> : VectorKernels
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    public override void ProductWithPanels(in Tile tile, int rows, int columns) =>
        MatrixProducts<TSimd, TVector>.WithPanels(tile, rows, columns);

    public override void ProductIntoPanels(in Tile tile, int height, int firstRow, int rows, int columns, float* zeros) =>
        MatrixProducts<TSimd, TVector>.IntoPanels(tile, height, firstRow, rows, columns, zeros);

    public override void SumRows(float* matrix, nint rowLength, int rows, int columns, float* sums, bool accumulate) =>
        VectorMath<TSimd, TVector>.SumRows(matrix, rowLength, rows, columns, sums, accumulate);

    public override void Tanh(float* values, nint rowLength, int rows, int columns) =>
        HyperbolicTangent<TSimd, TVector>.Apply(values, rowLength, rows, columns);

    public override void Backward(Activation activation, float* gradients, float* values, nint rowLength, int rows, int columns)
    {
        if (activation == Activation.Relu)
        {
            ActivationGradient<TSimd, TVector>.Relu(gradients, values, rowLength, rows, columns);
        }
        else
        {
            ActivationGradient<TSimd, TVector>.Tanh(gradients, values, rowLength, rows, columns);
        }
    }

    public override void Recur(Recurrence kind, in RecurrentStep step)
    {
        if (kind == Recurrence.Gru)
        {
            GatedUnit<TSimd, TVector>.Forward(in step);
        }
        else
        {
            LongShortTermMemory<TSimd, TVector>.Forward(in step);
        }
    }

    public override void RecurBackward(Recurrence kind, in RecurrentStep step)
    {
        if (kind == Recurrence.Gru)
        {
            GatedUnit<TSimd, TVector>.Backward(in step);
        }
        else
        {
            LongShortTermMemory<TSimd, TVector>.Backward(in step);
        }
    }

    public override double SumOfSquares(float* values, nint count) => VectorMath<TSimd, TVector>.SumOfSquares(values, count);

    public override void Lerp(float* target, float* source, nint count, float tau) =>
        VectorMath<TSimd, TVector>.Lerp(target, source, count, tau);

    public override void Adam(float* parameters, float* gradients, float* first, float* second, nint count, in AdamStep step) =>
        AdamKernel<TSimd, TVector>.Step(parameters, gradients, first, second, count, in step);
}
