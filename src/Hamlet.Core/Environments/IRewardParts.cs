namespace Hamlet.Environments;

/// <summary>
/// What an environment may offer beside <see cref="IEnvironment"/>: what each part of its reward gave in the episode of a row that ended
/// last. It is there from the step in which the episode ended, when the row has already begun the next one, until that one ends.
/// </summary>
public interface IRewardParts
{
    /// <summary>The names of the parts, in the order of the values.</summary>
    IReadOnlyList<string> RewardPartNames { get; }

    /// <summary>By part: its sum over the episode, in the unit of the reward. All together they are the episode's return.</summary>
    /// <param name="row">The row, counted from the environment's first.</param>
    ReadOnlySpan<float> RewardParts(int row);
}
