using System.Runtime.CompilerServices;

namespace Hamlet.Numerics;

/// <summary>
/// One step of Adam (Kingma and Ba, 2015, algorithm 1, in PyTorch's order of operations). What is <see cref="Negligible"/> becomes 0: the
/// moments of units that have died would decay into denormal numbers, which made this loop ten times slower.
/// </summary>
internal static unsafe class AdamKernel<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>Changes the moments and the parameters; the count is a multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Step(float* parameters, float* gradients, float* first, float* second, nint count, in AdamStep step)
    {
        TVector scale = TSimd.Broadcast(step.GradientScale);
        TVector keepFirst = TSimd.Broadcast(step.Beta1);
        TVector keepSecond = TSimd.Broadcast(step.Beta2);
        TVector addFirst = TSimd.Broadcast(step.OneMinusBeta1);
        TVector addSecond = TSimd.Broadcast(step.OneMinusBeta2);
        TVector rootScale = TSimd.Broadcast(step.RootScale);
        TVector epsilon = TSimd.Broadcast(step.Epsilon);
        TVector minusSize = TSimd.Broadcast(-step.StepSize);
        TVector smallestMoment = TSimd.Broadcast(Negligible.Moment);
        TVector smallestGradient = TSimd.Broadcast(Negligible.ParameterGradient);
        for (nint i = 0; i < count; i += TSimd.Width)
        {
            TVector g = TSimd.ZeroBelow(TSimd.Multiply(TSimd.Load(gradients + i), scale), smallestGradient);
            TVector m = TSimd.MultiplyAdd(TSimd.Load(first + i), keepFirst, TSimd.Multiply(g, addFirst));
            TVector v = TSimd.MultiplyAdd(TSimd.Load(second + i), keepSecond, TSimd.Multiply(TSimd.Multiply(g, g), addSecond));
            m = TSimd.ZeroBelow(m, smallestMoment);
            v = TSimd.ZeroBelow(v, smallestMoment);
            TSimd.Store(first + i, m);
            TSimd.Store(second + i, v);
            TVector denominator = TSimd.MultiplyAdd(TSimd.SquareRoot(v), rootScale, epsilon);
            TSimd.Store(parameters + i, TSimd.MultiplyAdd(TSimd.Divide(m, denominator), minusSize, TSimd.Load(parameters + i)));
        }
    }
}
