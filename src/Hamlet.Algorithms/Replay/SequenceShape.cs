namespace Hamlet.Algorithms.Replay;

/// <summary>The parts of a sequence of replay, in steps.</summary>
/// <param name="BurnIn">The part that only brings the memory to where it was.</param>
/// <param name="Length">The part that is learned from.</param>
/// <param name="Lookahead">How far behind it targets look.</param>
internal readonly record struct SequenceShape(int BurnIn, int Length, int Lookahead)
{
    /// <summary>All parts.</summary>
    public int Whole => BurnIn + Length + Lookahead;

    /// <summary>From the beginning of one sequence to that of the next: half of what is learned from, so that every step is in two.</summary>
    public int Stride => Math.Max(1, Length / 2);
}
