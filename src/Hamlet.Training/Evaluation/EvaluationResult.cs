namespace Hamlet.Training.Evaluation;

/// <summary>How a policy did on some episodes.</summary>
/// <param name="Returns">The sum of rewards of each episode, undiscounted.</param>
/// <param name="Lengths">The length of each episode in steps.</param>
/// <param name="Truncations">How many episodes lived to the step limit.</param>
/// <param name="Successes">How many ended for a reason that the environment calls a success; null where it has none.</param>
public sealed record EvaluationResult(IReadOnlyList<double> Returns, IReadOnlyList<int> Lengths, int Truncations, int? Successes = null)
{
    // The quantile of the normal distribution that leaves 2.5 % above.
    private const double Quantile = 1.959963984540054;

    /// <summary>The share of successes; null where the environment knows none.</summary>
    public double? SuccessRate => Successes / (double)Episodes;

    /// <summary>
    /// Half the width of the 95 % interval of that share (Wilson, 1927, https://doi.org/10.1080/01621459.1927.10502953), which is also
    /// right where all episodes succeed or none does.
    /// </summary>
    public double? SuccessPrecision
    {
        get
        {
            const double z2 = Quantile * Quantile;
            double n = Episodes;
            return SuccessRate is { } p ? Quantile / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n))) : null;
        }
    }

    /// <summary>How many episodes.</summary>
    public int Episodes => Returns.Count;

    /// <summary>The mean sum of rewards.</summary>
    public double MeanReturn => Returns.Average();

    /// <summary>The standard deviation of the sums (n - 1); 0 for one episode.</summary>
    public double StdReturn
    {
        get
        {
            double mean = MeanReturn;
            return Episodes < 2 ? 0 : Math.Sqrt(Returns.Sum(r => (r - mean) * (r - mean)) / (Episodes - 1));
        }
    }

    /// <summary>The mean length.</summary>
    public double MeanLength => Lengths.Average();
}
