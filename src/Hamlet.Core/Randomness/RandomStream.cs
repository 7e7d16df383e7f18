using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hamlet.State;

namespace Hamlet.Randomness;

/// <summary>
/// A seeded stream of random numbers: xoshiro256** (Blackman and Vigna, 2018), 32 bytes of state. A struct, so that a row of an
/// environment can hold its own in a flat array; pass it by <c>ref</c>, a copy repeats the same numbers.
/// </summary>
public struct RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts a stream from a seed; the four words come from SplitMix64, as the authors advise.</summary>
    public RandomStream(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number in [0, 1), a multiple of 2^-53.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [0, 1), a multiple of 2^-24.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1U << 24));

    /// <summary>A number in [low, high).</summary>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A whole number in [0, bound), each equally likely (Lemire, 2019).</summary>
    /// <param name="bound">Above 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong product = (NextUInt64() >> 32) * (ulong)bound;
        if ((uint)product < (uint)bound)
        {
            product = Reject(product, (uint)bound);
        }

        return (int)(product >> 32);
    }

    /// <summary>A number from the standard normal distribution (Marsaglia's polar method, without keeping the second one).</summary>
    public double NextGaussian()
    {
        while (true)
        {
            double u = (2 * NextDouble()) - 1;
            double v = (2 * NextDouble()) - 1;
            double s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
            }
        }
    }

    /// <summary>Puts values into random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>Writes the stream's position under a name.</summary>
    public readonly void Save(StateWriter writer, string name) => writer.Write<ulong>(name, [_s0, _s1, _s2, _s3]);

    /// <summary>Continues from a position.</summary>
    public void Load(StateReader reader, string name)
    {
        Span<ulong> words = stackalloc ulong[4];
        reader.Read(name, words);
        (_s0, _s1, _s2, _s3) = (words[0], words[1], words[2], words[3]);
    }

    /// <summary>Writes the positions of many streams as one array.</summary>
    public static void Save(StateWriter writer, string name, ReadOnlySpan<RandomStream> streams) =>
        writer.Write(name, MemoryMarshal.Cast<RandomStream, ulong>(streams));

    /// <summary>Continues many streams.</summary>
    public static void Load(StateReader reader, string name, Span<RandomStream> streams) =>
        reader.Read(name, MemoryMarshal.Cast<RandomStream, ulong>(streams));

    internal static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private ulong Reject(ulong product, uint bound)
    {
        uint threshold = (0u - bound) % bound;
        while ((uint)product < threshold)
        {
            product = (NextUInt64() >> 32) * bound;
        }

        return product;
    }
}
