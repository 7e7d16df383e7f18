using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hamlet.Formats.EventFiles;

/// <summary>How many numbers of a distribution are finite, and the least and greatest of those.</summary>
/// <param name="Count">How many are finite.</param>
/// <param name="Min">The least, or positive infinity if there is none.</param>
/// <param name="Max">The greatest, or negative infinity if there is none.</param>
internal readonly record struct FiniteRange(int Count, float Min, float Max)
{
    /// <summary>The range of some values.</summary>
    public static FiniteRange Of(ReadOnlySpan<float> values)
    {
        int count = 0;
        float min = float.PositiveInfinity;
        float max = float.NegativeInfinity;
        ReadOnlySpan<Vector256<float>> vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        if (!vectors.IsEmpty)
        {
            Vector256<int> counts = Vector256<int>.Zero;
            Vector256<float> least = Vector256.Create(float.PositiveInfinity);
            Vector256<float> greatest = Vector256.Create(float.NegativeInfinity);
            foreach (Vector256<float> vector in vectors)
            {
                Vector256<float> finite = IsFinite(vector);
                counts -= finite.AsInt32();
                least = Vector256.Min(least, Vector256.ConditionalSelect(finite, vector, Vector256.Create(float.PositiveInfinity)));
                greatest = Vector256.Max(greatest, Vector256.ConditionalSelect(finite, vector, Vector256.Create(float.NegativeInfinity)));
            }

            count = Vector256.Sum(counts);
            for (int lane = 0; lane < Vector256<float>.Count; lane++)
            {
                min = MathF.Min(min, least[lane]);
                max = MathF.Max(max, greatest[lane]);
            }
        }

        foreach (float value in values[(vectors.Length * Vector256<float>.Count)..])
        {
            if (float.IsFinite(value))
            {
                count++;
                min = MathF.Min(min, value);
                max = MathF.Max(max, value);
            }
        }

        return new FiniteRange(count, min, max);
    }

    /// <summary>All bits set in the lanes that are neither infinite nor NaN.</summary>
    public static Vector256<float> IsFinite(Vector256<float> vector) =>
        Vector256.LessThan(Vector256.Abs(vector), Vector256.Create(float.PositiveInfinity));
}
