namespace Hamlet.Analysis.Statistics;

/// <summary>The test of Mann and Kendall for a trend: how many more pairs rise than fall.</summary>
internal static class MannKendall
{
    /// <summary>The pairs that rise less those that fall.</summary>
    public static int Statistic(ReadOnlySpan<double> values)
    {
        int sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = i + 1; j < values.Length; j++)
            {
                sum += values[j].CompareTo(values[i]);
            }
        }

        return sum;
    }

    /// <summary>The statistic's variance where order is chance, equal values taken into account.</summary>
    public static double Variance(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double variance = Term(sorted.Length);
        for (int i = 0, run = 1; i < sorted.Length; i++, run++)
        {
            if (i + 1 == sorted.Length || sorted[i + 1] != sorted[i])
            {
                variance -= Term(run);
                run = 0;
            }
        }

        return variance / 18;
    }

    /// <summary>
    /// What autocorrelation multiplies the variance by, at least 1 (Hamed and Rao, 1998, equation 15): from that of neighbours, where it is significant, among
    /// the ranks of what the trend leaves over. More distant ones are left out: a curve that levels off is no line, and what a line leaves of it would count
    /// as correlation until its fall was none.
    /// </summary>
    public static double Correction(double[] residuals)
    {
        int n = residuals.Length;
        double[] ranks = Ranks(residuals);
        double mean = (n - 1) / 2.0;
        double power = ranks.Sum(r => (r - mean) * (r - mean));
        if (power <= 0 || n < 4)
        {
            return 1;
        }

        double correlation = 0;
        for (int i = 0; i + 1 < n; i++)
        {
            correlation += (ranks[i] - mean) * (ranks[i + 1] - mean) / power;
        }

        // (n - 1)(n - 2)(n - 3) / (n (n - 1)(n - 2)) is what the equation weighs the first lag with.
        return correlation > 1.96 / Math.Sqrt(n) ? 1 + (2 * correlation * (n - 3) / n) : 1;
    }

    /// <summary>The statistic in standard deviations, made continuous.</summary>
    public static double Z(int statistic, double variance) =>
        statistic == 0 || variance <= 0 ? 0 : (statistic - Math.Sign(statistic)) / Math.Sqrt(variance);

    private static double Term(double n) => n * (n - 1) * ((2 * n) + 5);

    // From 0; equal values share the mean of their ranks.
    private static double[] Ranks(double[] values)
    {
        double[] ranks = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            foreach (double other in values)
            {
                ranks[i] += other < values[i] ? 1 : other == values[i] ? 0.5 : 0;
            }

            ranks[i] -= 0.5;
        }

        return ranks;
    }
}
