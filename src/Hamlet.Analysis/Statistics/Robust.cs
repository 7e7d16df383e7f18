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
        Array.Sort(sorted);
        return sorted.Length == 0 ? double.NaN : MedianOfSorted(sorted);
    }

    /// <summary>The median of values in ascending order.</summary>
    public static double MedianOfSorted(ReadOnlySpan<double> sorted)
    {
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>1.4826 times the median distance from the median.</summary>
    public static double Spread(IReadOnlyList<double> values)
    {
        double median = Median(values);
        return NormalFactor * Median(values.Select(v => Math.Abs(v - median)));
    }

    /// <summary>The spread of the noise on a curve: that of the differences between neighbours, which a slow change hardly touches.</summary>
    public static double Noise(IReadOnlyList<double> values) =>
        values.Count < 3
            ? 0
            : NormalFactor / Math.Sqrt(2) * Median(Enumerable.Range(1, values.Count - 1).Select(i => Math.Abs(values[i] - values[i - 1])));
}
