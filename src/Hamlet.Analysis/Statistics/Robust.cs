namespace Hamlet.Analysis.Statistics;

/// <summary>Location and spread that outliers do not move.</summary>
internal static class Robust
{
    /// <summary>Makes the median distance comparable to the standard deviation of a normal distribution.</summary>
    private const double NormalFactor = 1.4826;

    /// <summary>The median; NaN of nothing.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        return MedianOf(sorted);
    }

    /// <summary>The median; NaN of nothing. The values come into order meanwhile.</summary>
    public static double Median(Span<double> values) => MedianOf(values);

    /// <summary>The median of values in ascending order.</summary>
    public static double MedianOfSorted(ReadOnlySpan<double> sorted)
    {
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>1.4826 times the median distance from the median. The values become their distances.</summary>
    public static double Spread(Span<double> values, double median)
    {
        foreach (ref double value in values)
        {
            value = Math.Abs(value - median);
        }

        return NormalFactor * MedianOf(values);
    }

    /// <summary>The spread of the noise on a curve: that of the differences between neighbours, which a slow change hardly touches.</summary>
    public static double Noise(IReadOnlyList<double> values) =>
        values.Count < 3
            ? 0
            : NormalFactor / Math.Sqrt(2) * Median(Enumerable.Range(1, values.Count - 1).Select(i => Math.Abs(values[i] - values[i - 1])));

    private static double MedianOf(Span<double> values)
    {
        values.Sort();
        return values.IsEmpty ? double.NaN : MedianOfSorted(values);
    }
}
