namespace Hamlet.Environments;

/// <summary>What came of a step of a classic task.</summary>
/// <param name="Reward">Its reward.</param>
/// <param name="End">Why the episode is over by the task's own rules, an index of its end reasons; <see cref="GoesOn"/> if it is not.</param>
internal readonly record struct ClassicStep(float Reward, int End)
{
    /// <summary>The episode goes on.</summary>
    public const int GoesOn = -1;
}
