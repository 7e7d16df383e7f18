using System.Runtime.CompilerServices;

namespace Hamlet.Numerics;

/// <summary>Takes a gradient back through an activation, from the activation's value; what is <see cref="Negligible"/> becomes 0.</summary>
internal static unsafe class ActivationGradient<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>The gradient where the value is above 0, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Relu(float* gradients, float* values, nint rowLength, int rows, int columns)
    {
        TVector smallest = TSimd.Broadcast(Negligible.Gradient);
        for (int row = 0; row < rows; row++)
        {
            float* g = gradients + (row * rowLength);
            float* y = values + (row * rowLength);
            for (int i = 0; i < columns; i += TSimd.Width)
            {
                TVector gated = TSimd.WherePositive(TSimd.Load(y + i), TSimd.Load(g + i));
                TSimd.Store(g + i, TSimd.ZeroBelow(gated, smallest));
            }
        }
    }

    /// <summary>The gradient times 1 - value².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Tanh(float* gradients, float* values, nint rowLength, int rows, int columns)
    {
        TVector smallest = TSimd.Broadcast(Negligible.Gradient);
        TVector one = TSimd.Broadcast(1);
        for (int row = 0; row < rows; row++)
        {
            float* g = gradients + (row * rowLength);
            float* y = values + (row * rowLength);
            for (int i = 0; i < columns; i += TSimd.Width)
            {
                TVector value = TSimd.Load(y + i);
                TVector slope = TSimd.Subtract(one, TSimd.Multiply(value, value));
                TSimd.Store(g + i, TSimd.ZeroBelow(TSimd.Multiply(TSimd.Load(g + i), slope), smallest));
            }
        }
    }
}
