namespace Hamlet.Training.Evaluation;

/// <summary>How a policy did on some episodes.</summary>
/// <param name="Returns">The sum of rewards of each episode, undiscounted.</param>
/// <param name="Lengths">The length of each episode in steps.</param>
/// <param name="Truncations">How many episodes lived to the step limit.</param>
public sealed record EvaluationResult(IReadOnlyList<double> Returns, IReadOnlyList<int> Lengths, int Truncations)
{
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
