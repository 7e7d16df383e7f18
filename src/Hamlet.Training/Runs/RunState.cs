namespace Hamlet.Training.Runs;

/// <summary>How a run stands, as seen from outside.</summary>
public enum RunState
{
    /// <summary>Its process is at work.</summary>
    Running,

    /// <summary>Its process is gone without a word: killed, or the machine went down. It can be resumed.</summary>
    Died,

    /// <summary>It reached its end.</summary>
    Completed,

    /// <summary>It was asked to stop, and stopped in good order.</summary>
    Interrupted,

    /// <summary>It broke.</summary>
    Failed,

    /// <summary>Its <c>run.json</c> is missing or cannot be read.</summary>
    Damaged,
}
