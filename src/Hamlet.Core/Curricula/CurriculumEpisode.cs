namespace Hamlet.Curricula;

/// <summary>What a curriculum is told of an episode.</summary>
/// <param name="Step">Environment steps of the run when it ended.</param>
/// <param name="Stage">The stage that it was played at.</param>
/// <param name="Length">Its steps.</param>
/// <param name="Return">The sum of the world's rewards, undiscounted.</param>
/// <param name="Entropy">
/// How undecided the agent is, the entropy of its action probabilities over that of equal ones, in [0, 1]; null where its algorithm does not say.
/// </param>
public readonly record struct CurriculumEpisode(long Step, int Stage, int Length, double Return, double? Entropy);
