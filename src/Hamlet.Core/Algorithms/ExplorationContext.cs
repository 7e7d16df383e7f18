namespace Hamlet.Algorithms;

/// <summary>What an exploration plugin is given beside its options.</summary>
/// <param name="Actions">The number of actions.</param>
/// <param name="Progress">How far training is.</param>
public sealed record ExplorationContext(int Actions, TrainingProgress Progress);
