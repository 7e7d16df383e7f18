namespace Hamlet.Environments;

/// <summary>What came of a step.</summary>
/// <param name="Reward">Its reward.</param>
/// <param name="Terminated">Whether the episode is over by the world's own rules. Reaching the step limit is the framework's affair.</param>
/// <param name="EndReason">If it is over, why: an index into <see cref="EnvironmentSpec.EndReasons"/>.</param>
public readonly record struct EpisodeStep(float Reward, bool Terminated = false, int EndReason = 0);
