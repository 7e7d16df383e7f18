namespace Hamlet.Training.Checkpoints;

/// <summary>
/// When a run's state is saved and what is kept: the section <c>checkpoints</c>. Besides, it is saved when training begins, when it ends, and
/// when it is interrupted. Saving changes no result, however often it is done.
/// </summary>
[Options]
public sealed partial record CheckpointOptions
{
    /// <summary>Whether anything is saved. A run without checkpoints cannot be resumed.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Episodes of each agent between two checkpoints; 0 for no such rule.</summary>
    [Option(Unit = "episodes"), Range(0, 1e15)]
    public long EveryEpisodes { get; init; }

    /// <summary>Training steps between two checkpoints; 0 for no such rule.</summary>
    [Option(Unit = "steps"), Range(0, 1e15)]
    public long EverySteps { get; init; }

    /// <summary>Minutes between two checkpoints; 0 for no such rule. The rules stand beside each other.</summary>
    [Option(Unit = "minutes"), Range(0, 1e9)]
    public double EveryMinutes { get; init; } = 5;

    /// <summary>How many of the latest checkpoints are kept.</summary>
    [Range(1, int.MaxValue)]
    public int Keep { get; init; } = 3;

    /// <summary>How many of the best checkpoints are kept beside them; <c>true</c> is 1, <c>false</c> is 0.</summary>
    [Range(0, int.MaxValue)]
    public int KeepBest { get; init; } = 1;

    /// <summary>
    /// What the best ones are the best by: <c>total_reward</c> and <c>survival_time</c> are the mean return and the mean length of the last
    /// 100 training episodes, <c>mean_return</c> is the return of the last evaluation; of several agents the mean.
    /// </summary>
    [OneOf("total_reward", "survival_time", "mean_return")]
    public string Metric { get; init; } = CheckpointMetric.TotalReward;

    /// <summary>Whether the best is the greatest or the smallest.</summary>
    public CheckpointMode Mode { get; init; } = CheckpointMode.Max;

    /// <summary>
    /// Whether replay is saved too, which may be most of a checkpoint. Without it a resumed agent collects anew before it learns on, and the
    /// run is not the one that it would have been.
    /// </summary>
    public bool Replay { get; init; } = true;
}
