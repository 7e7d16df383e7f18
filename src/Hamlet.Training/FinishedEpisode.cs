namespace Hamlet.Training;

/// <summary>What an episode came to.</summary>
/// <param name="Number">Its number, counted per agent from 0 in the order of completion.</param>
/// <param name="Return">The sum of the world's rewards, undiscounted.</param>
/// <param name="Intrinsic">The sum of what the agent's intrinsic reward added, weighted; 0 where there is none.</param>
/// <param name="Length">Its steps.</param>
internal readonly record struct FinishedEpisode(long Number, double Return, double Intrinsic, int Length);
