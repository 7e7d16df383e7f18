using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hamlet.Formats.EventFiles;

namespace Hamlet.Outputs.Sqlite;

/// <summary>
/// What the database keeps of a distribution: figures of its finite values. Sums run in four lanes of double precision, the same on every
/// processor, so that a run repeats bit for bit.
/// </summary>
/// <param name="Count">How many values are finite. If none is, the other figures are NaN.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation of the population.</param>
internal readonly record struct HistogramFigures(int Count, double Min, double Max, double Mean, double Deviation)
{
    /// <summary>What the columns of the figures end in, in this order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["count", "min", "max", "mean", "std"];

    /// <summary>The figures of some values.</summary>
    public static HistogramFigures Of(ReadOnlySpan<float> values)
    {
        FiniteRange range = FiniteRange.Of(values);
        if (range.Count == 0)
        {
            return new HistogramFigures(0, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        double mean = Sum(values, 0, squared: false) / range.Count;
        double variance = Sum(values, mean, squared: true) / range.Count;
        return new HistogramFigures(range.Count, range.Min, range.Max, mean, Math.Sqrt(variance));
    }

    /// <summary>The sum of the distances from a centre, or of their squares.</summary>
    private static double Sum(ReadOnlySpan<float> values, double center, bool squared)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        ReadOnlySpan<Vector128<float>> vectors = MemoryMarshal.Cast<float, Vector128<float>>(values);
        foreach (Vector128<float> vector in vectors)
        {
            (Vector128<double> low, Vector128<double> high) = Vector128.Widen(vector);
            Vector256<double> wide = Vector256.Create(low, high);
            Vector256<double> finite = Vector256.LessThan(Vector256.Abs(wide), Vector256.Create(double.PositiveInfinity));
            Vector256<double> distance = wide - Vector256.Create(center);
            sum += Vector256.ConditionalSelect(finite, squared ? distance * distance : distance, Vector256<double>.Zero);
        }

        double total = sum[0] + sum[1] + sum[2] + sum[3];
        foreach (float value in values[(4 * vectors.Length)..])
        {
            double distance = value - center;
            if (float.IsFinite(value))
            {
                total += squared ? distance * distance : distance;
            }
        }

        return total;
    }
}
