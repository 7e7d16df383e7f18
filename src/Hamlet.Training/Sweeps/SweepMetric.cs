namespace Hamlet.Training.Sweeps;

/// <summary>What trials are ranked by; of several agents the mean.</summary>
public enum SweepMetric
{
    /// <summary>The mean return of the final policy on fresh episodes.</summary>
    FinalReturn,

    /// <summary>The mean return of the best evaluation during training.</summary>
    BestReturn,

    /// <summary>The mean return of the last 100 training episodes.</summary>
    LastReturn,
}
