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

    private const double Significant = 2.5758;
    private const double Interval = 1.9600;
    private const double LeastRise = 0.02;
    private const double VolatileSpread = 0.5;

    /// <summary>Tests a curve.</summary>
    public static TrendResult Measure(IReadOnlyList<CurvePoint> points)
    {
        (double[] x, double[] y) = Cut(points);
        if (y.Length < 2)
        {
            return new TrendResult(Trend.Stable, 0, 0, 0, 0);
        }

        double[] slopes = Slopes(x, y);
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
        CurvePoint[] ordered = [.. points.Where(static p => p.Finite > 0).OrderBy(static p => p.Step)];
        int count = Math.Min(Blocks, ordered.Length);
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++)
        {
            Span<CurvePoint> block = ordered.AsSpan((int)((long)ordered.Length * i / count)..(int)((long)ordered.Length * (i + 1) / count));
            double[] values = new double[block.Length];
            for (int j = 0; j < block.Length; j++)
            {
                values[j] = block[j].Mean;
                x[i] += block[j].Step / block.Length;
            }

            y[i] = Robust.Median(values);
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

        double[] means = [.. points.Where(static p => p.Finite > 0).Select(static p => p.Mean)];
        return Robust.Spread(means) > VolatileSpread * Math.Abs(Robust.Median(means)) ? Trend.Volatile : Trend.Stable;
    }

    private static double[] Slopes(double[] x, double[] y)
    {
        var slopes = new List<double>(x.Length * (x.Length - 1) / 2);
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = i + 1; j < x.Length; j++)
            {
                if (x[j] > x[i])
                {
                    slopes.Add((y[j] - y[i]) / (x[j] - x[i]));
                }
            }
        }

        slopes.Sort();
        return [.. slopes];
    }
}
