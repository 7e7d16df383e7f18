namespace Hamlet.Outputs.MLflow;

/// <summary>How a run stands, with MLflow's numbers.</summary>
internal enum MlflowStatus
{
    /// <summary>It is under way.</summary>
    Running = 1,

    /// <summary>It came to its end.</summary>
    Finished = 3,

    /// <summary>It broke.</summary>
    Failed = 4,

    /// <summary>It was interrupted.</summary>
    Killed = 5,
}
