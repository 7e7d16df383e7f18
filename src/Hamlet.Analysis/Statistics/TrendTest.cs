namespace Hamlet.Analysis.Statistics;

/// <summary>
/// Whether a series rises, falls, stays or spreads.
/// <para>The curve is cut into 32 blocks of equally many points, each of which counts by its median: a lone outlier does not move a median, and
/// neighbours that resemble each other count once. On the blocks is made the test of Mann (1945, https://doi.org/10.2307/1907187) and Kendall, whose variance
/// is corrected for the autocorrelation that is left, after Hamed and Rao (1998, https://doi.org/10.1016/S0022-1694(97)00125-X). The slope is that of Theil and
/// Sen, its interval Sen's (1968, https://doi.org/10.1080/01621459.1968.10480934). All of it rests on order, not on size: noise of any distribution is
/// allowed, and steps may be irregular. NaN and infinite values are left out.</para>
/// <para>A series is increasing or decreasing if chance explains the order of its blocks with less than 1 % and the slope over its whole length makes
/// 2 % of its greatest block or more. Else it is volatile if its robust spread (1.4826 times the median distance from the median) is above half of its
/// median's size, and stable if not.</para>
/// </summary>
internal static class TrendTest
{
    /// <summary>How many blocks a series is cut into.</summary>
    public const int Blocks = 32;

    // Of curves and blocks; longer input is taken, from the heap.
    private const int Usual = 2 * Curve.Capacity;
    private const int UsualSlopes = Blocks * (Blocks - 1) / 2;

    private const double Significant = 2.5758;
    private const double Interval = 1.9600;
    private const double LeastRise = 0.02;
    private const double VolatileSpread = 0.5;

    /// <summary>Tests a curve.</summary>
    public static TrendResult Measure(IReadOnlyList<CurvePoint> points)
    {
        (double[] x, double[] y) = Cut(points);
        return Measure(points, x, y);
    }

    /// <summary>Tests a curve that was cut already.</summary>
    /// <param name="points">The curve.</param>
    /// <param name="x">The steps of its blocks.</param>
    /// <param name="y">The medians of its blocks.</param>
    public static TrendResult Measure(IReadOnlyList<CurvePoint> points, double[] x, double[] y)
    {
        if (y.Length < 2)
        {
            return new TrendResult(Trend.Stable, 0, 0, 0, 0);
        }

        int pairs = x.Length * (x.Length - 1) / 2;
        Span<double> slopes = pairs <= UsualSlopes ? stackalloc double[UsualSlopes] : new double[pairs];
        slopes = slopes[..Slopes(x, y, slopes)];
        double slope = slopes.Length == 0 ? 0 : Robust.MedianOfSorted(slopes);
        double variance = MannKendall.Variance(y) * MannKendall.Correction([.. y.Select((value, i) => value - (slope * x[i]))]);
        double z = MannKendall.Z(MannKendall.Statistic(y), variance);
        double reach = Interval * Math.Sqrt(variance);
        double low = slopes.Length == 0 ? 0 : slopes[Math.Clamp((int)((slopes.Length - reach) / 2), 0, slopes.Length - 1)];
        double high = slopes.Length == 0 ? 0 : slopes[Math.Clamp((int)Math.Ceiling((slopes.Length + reach) / 2), 0, slopes.Length - 1)];
        return new TrendResult(Decide(points, y, slope * (x[^1] - x[0]), z), slope, low, high, z);
    }

    /// <summary>The medians of the blocks, with their mean steps, by step.</summary>
    public static (double[] Steps, double[] Values) Cut(IReadOnlyList<CurvePoint> points)
    {
        Span<double> steps = points.Count <= Usual ? stackalloc double[Usual] : new double[points.Count];
        Span<double> means = points.Count <= Usual ? stackalloc double[Usual] : new double[points.Count];
        int length = 0;
        bool ordered = true;
        for (int i = 0; i < points.Count; i++)
        {
            CurvePoint point = points[i];
            if (point.Finite > 0)
            {
                (steps[length], means[length]) = (point.Step, point.Mean);
                ordered &= length == 0 || steps[length - 1] <= steps[length];
                length++;
            }
        }

        if (!ordered)
        {
            steps[..length].Sort(means[..length]);
        }

        int count = Math.Min(Blocks, length);
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++)
        {
            Range block = (int)((long)length * i / count)..(int)((long)length * (i + 1) / count);
            foreach (double step in steps[block])
            {
                x[i] += step;
            }

            x[i] /= block.End.Value - block.Start.Value;
            y[i] = Robust.Median(means[block]);
        }

        return (x, y);
    }

    private static Trend Decide(IReadOnlyList<CurvePoint> points, double[] blocks, double rise, double z)
    {
        double greatest = blocks.Max(Math.Abs);
        if (Math.Abs(z) > Significant && Math.Abs(rise) >= LeastRise * greatest && rise != 0)
        {
            return rise > 0 ? Trend.Increasing : Trend.Decreasing;
        }

        Span<double> means = points.Count <= Usual ? stackalloc double[Usual] : new double[points.Count];
        int length = 0;
        for (int i = 0; i < points.Count; i++)
        {
            means[length] = points[i].Mean;
            length += points[i].Finite > 0 ? 1 : 0;
        }

        double median = Robust.Median(means[..length]);
        return Robust.Spread(means[..length], median) > VolatileSpread * Math.Abs(median) ? Trend.Volatile : Trend.Stable;
    }

    // In ascending order; returns how many there are.
    private static int Slopes(double[] x, double[] y, Span<double> slopes)
    {
        int count = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = i + 1; j < x.Length; j++)
            {
                if (x[j] > x[i])
                {
                    slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }

        slopes[..count].Sort();
        return count;
    }
}
