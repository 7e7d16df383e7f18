namespace Hamlet.Numerics;

/// <summary>
/// The operations that the kernels are written in. One implementation an instruction set; the kernels are generic in it, and the JIT
/// compiles each for the one set with every operation inlined.
/// </summary>
/// <typeparam name="TVector">A vector of float32.</typeparam>
internal unsafe interface ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>Lanes of a vector: 4, 8 or 16.</summary>
    static abstract int Width { get; }

    static abstract TVector Load(float* address);

    static abstract void Store(float* address, TVector value);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    static abstract TVector SquareRoot(TVector a);

    /// <summary>a * b + c, rounded once where the instruction set can (256 and 512 bit), else twice.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>The greater one; the value if it is NaN or a zero of the other sign.</summary>
    static abstract TVector AtLeast(TVector value, TVector floor);

    /// <summary>The smaller one; the value if it is NaN.</summary>
    static abstract TVector AtMost(TVector value, TVector ceiling);

    static abstract TVector Abs(TVector a);

    /// <summary>The magnitude of the first with the sign of the second.</summary>
    static abstract TVector CopySign(TVector magnitude, TVector sign);

    /// <summary>The value where its magnitude is at least the threshold, or NaN; else 0.</summary>
    static abstract TVector ZeroBelow(TVector value, TVector threshold);

    /// <summary>The value where the gate is above 0, else 0.</summary>
    static abstract TVector WherePositive(TVector gate, TVector value);

    /// <summary>
    /// 2 to the power of a whole number n in [-126, 127] that is given as the float32 n + 1.5 * 2^23, whose low bits are those of n.
    /// </summary>
    static abstract TVector PowerOfTwo(TVector shifted);
}
