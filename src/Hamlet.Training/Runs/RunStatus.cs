namespace Hamlet.Training.Runs;

/// <summary>What became of a run.</summary>
public enum RunStatus
{
    /// <summary>It is under way, or its process died without a word.</summary>
    Running,

    /// <summary>It reached its end.</summary>
    Completed,

    /// <summary>It was asked to stop, and stopped in good order.</summary>
    Interrupted,

    /// <summary>It broke.</summary>
    Failed,
}
