namespace Hamlet.Training;

/// <summary>What an episode came to.</summary>
/// <param name="Number">Its number, counted per agent from 0 in the order of completion.</param>
/// <param name="Return">The sum of its rewards, undiscounted.</param>
/// <param name="Length">Its steps.</param>
internal readonly record struct FinishedEpisode(long Number, double Return, int Length);
