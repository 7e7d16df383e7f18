namespace Hamlet.Callbacks;

/// <summary>What an episode came to.</summary>
/// <param name="Number">Its number, counted per agent from 0 in the order of completion.</param>
/// <param name="Return">The sum of the world's rewards, undiscounted.</param>
/// <param name="Length">Its steps.</param>
public readonly record struct TrainingEpisode(long Number, double Return, int Length);
