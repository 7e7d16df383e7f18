using Hamlet.Randomness;

namespace Hamlet.Hosting.Bench;

/// <summary>What the scores of several seeds say together (Agarwal et al., 2021, https://arxiv.org/abs/2108.13264).</summary>
internal static class SeedStatistics
{
    private const int Resamples = 10_000;

    /// <summary>The mean of the middle half: of n values, the least and the greatest n / 4, rounded down, are left out.</summary>
    public static double InterquartileMean(IReadOnlyList<double> scores)
    {
        int cut = scores.Count / 4;
        return scores.Order().Skip(cut).Take(scores.Count - (2 * cut)).Average();
    }

    /// <summary>The 95 % interval of that mean by the percentile bootstrap; always the same draws for the same scores.</summary>
    public static (double Low, double High) Interval(IReadOnlyList<double> scores)
    {
        var random = new RandomStream(1);
        double[] means = new double[Resamples];
        double[] drawn = new double[scores.Count];
        for (int i = 0; i < Resamples; i++)
        {
            for (int j = 0; j < drawn.Length; j++)
            {
                drawn[j] = scores[random.NextInt32(drawn.Length)];
            }

            means[i] = InterquartileMean(drawn);
        }

        Array.Sort(means);
        return (means[(int)(0.025 * Resamples)], means[(int)(0.975 * Resamples) - 1]);
    }
}
