namespace Hamlet.Algorithms;

/// <summary>How far a training is; one object a run, advanced by the trainer.</summary>
public sealed class TrainingProgress
{
    /// <summary>Environment steps so far, summed over the environments.</summary>
    public long Step { get; set; }

    /// <summary>Episodes finished so far by the agent that has finished the fewest.</summary>
    public long Episodes { get; set; }

    /// <summary>Where training ends, or null where episodes decide.</summary>
    public long? TotalSteps { get; init; }

    /// <summary>The episodes of each agent after which training ends, or null where steps decide.</summary>
    public long? TotalEpisodes { get; init; }

    /// <summary>The share of training that is done, in [0, 1]: what schedules run over.</summary>
    public double Fraction => TotalSteps is { } steps
        ? Math.Min(1, (double)Step / steps)
        : TotalEpisodes is { } episodes ? Math.Min(1, (double)Episodes / episodes) : 0;
}
