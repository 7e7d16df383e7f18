namespace Hamlet.Training.Checkpoints;

/// <summary>A checkpoint cannot be used; the message names it and says why.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Says why.</summary>
    public CheckpointException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
