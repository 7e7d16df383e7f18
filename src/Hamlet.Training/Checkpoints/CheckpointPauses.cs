namespace Hamlet.Training.Checkpoints;

/// <summary>What checkpoints cost a training.</summary>
/// <param name="Count">How many were taken.</param>
/// <param name="Longest">The longest time that training stood still for one: that of copying the state.</param>
/// <param name="Total">The time that it stood still for all of them.</param>
public readonly record struct CheckpointPauses(int Count, TimeSpan Longest, TimeSpan Total)
{
    /// <summary>With one more.</summary>
    internal CheckpointPauses With(TimeSpan pause) => new(Count + 1, pause > Longest ? pause : Longest, Total + pause);
}
