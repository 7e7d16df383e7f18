namespace Hamlet.Training.Checkpoints;

/// <summary>The names of the numbers that checkpoints are compared by; each is the mean over the agents.</summary>
public static class CheckpointMetric
{
    /// <summary>The mean return of the last training episodes, at most 100.</summary>
    public const string TotalReward = "total_reward";

    /// <summary>The mean length of the last training episodes, at most 100, in steps.</summary>
    public const string SurvivalTime = "survival_time";

    /// <summary>The mean return of the last evaluation.</summary>
    public const string Evaluation = "mean_return";
}
