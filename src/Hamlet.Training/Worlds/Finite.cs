using System.Numerics;
using System.Runtime.InteropServices;

namespace Hamlet.Training.Worlds;

/// <summary>Whether numbers are numbers.</summary>
internal static class Finite
{
    // Of NaN and of both infinities all bits of the exponent are set, and of nothing else.
    private const int Exponent = 0x7F80_0000;

    /// <summary>Whether none of the values is NaN or infinite.</summary>
    public static bool All(ReadOnlySpan<float> values)
    {
        if (values.Length < Vector<float>.Count)
        {
            return Few(values);
        }

        // A comparison of bits and no sum: it has no latency to wait for from one vector to the next.
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(values);
        var exponent = new Vector<int>(Exponent);
        Vector<int> found = Vector<int>.Zero;
        int last = bits.Length - Vector<int>.Count;
        for (int i = 0; i < last; i += Vector<int>.Count)
        {
            found |= Vector.Equals(new Vector<int>(bits[i..]) & exponent, exponent);
        }

        found |= Vector.Equals(new Vector<int>(bits[last..]) & exponent, exponent);
        return found == Vector<int>.Zero;
    }

    private static bool Few(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
