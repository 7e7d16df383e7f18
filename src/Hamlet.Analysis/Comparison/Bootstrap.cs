using Hamlet.Randomness;

namespace Hamlet.Analysis.Comparison;

/// <summary>
/// Intervals of means by drawing runs anew with replacement (Efron, 1979, https://doi.org/10.1214/aos/1176344552), by percentiles. Its draws come from a stream
/// of its own, so that equal runs give equal intervals.
/// </summary>
internal static class Bootstrap
{
    private const int Draws = 2000;
    private const double Tail = 0.025;

    /// <summary>The 95 % interval of a mean; NaN for fewer than two values.</summary>
    public static (double Low, double High) Mean(IReadOnlyList<double> values)
    {
        RandomStream random = new RandomStreams(0).Create("bootstrap");
        return values.Count < 2 ? (double.NaN, double.NaN) : Interval(Repeat(values, null, ref random));
    }

    /// <summary>The 95 % interval of the difference of two means, the second less the first; NaN where one has fewer than two values.</summary>
    public static (double Low, double High) Difference(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        RandomStream random = new RandomStreams(0).Create("bootstrap");
        return first.Count < 2 || second.Count < 2
            ? (double.NaN, double.NaN)
            : Interval(Repeat(second, first, ref random));
    }

    private static double[] Repeat(IReadOnlyList<double> values, IReadOnlyList<double>? less, ref RandomStream random)
    {
        double[] means = new double[Draws];
        foreach (ref double mean in means.AsSpan())
        {
            mean = Draw(values, ref random) - (less is null ? 0 : Draw(less, ref random));
        }

        return means;
    }

    private static double Draw(IReadOnlyList<double> values, ref RandomStream random)
    {
        double sum = 0;
        for (int i = 0; i < values.Count; i++)
        {
            sum += values[random.NextInt32(values.Count)];
        }

        return sum / values.Count;
    }

    private static (double Low, double High) Interval(double[] means)
    {
        Array.Sort(means);
        return (means[(int)(Tail * means.Length)], means[means.Length - 1 - (int)(Tail * means.Length)]);
    }
}
