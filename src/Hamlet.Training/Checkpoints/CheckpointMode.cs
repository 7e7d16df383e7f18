namespace Hamlet.Training.Checkpoints;

/// <summary>Which of two checkpoints is the better one.</summary>
public enum CheckpointMode
{
    /// <summary>The one with the greater number.</summary>
    Max,

    /// <summary>The one with the smaller number.</summary>
    Min,
}
