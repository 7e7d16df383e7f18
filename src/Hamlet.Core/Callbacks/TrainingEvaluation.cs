namespace Hamlet.Callbacks;

/// <summary>What an evaluation came to.</summary>
/// <param name="Step">Environment steps of the run.</param>
/// <param name="Episodes">Episodes that were played.</param>
/// <param name="MeanReturn">The mean of their returns.</param>
/// <param name="StdReturn">The standard deviation of their returns.</param>
/// <param name="MeanLength">The mean of their lengths.</param>
/// <param name="SuccessRate">The share of successes; null where the environment knows none.</param>
/// <param name="IsBest">Whether no earlier evaluation of the agent was better.</param>
public readonly record struct TrainingEvaluation(
    long Step, int Episodes, double MeanReturn, double StdReturn, double MeanLength, double? SuccessRate, bool IsBest);
