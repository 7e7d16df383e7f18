namespace Hamlet.Training;

/// <summary>What became of a training.</summary>
/// <param name="Interrupted">Whether it was stopped before its end.</param>
/// <param name="Steps">Environment steps made.</param>
/// <param name="Elapsed">The time that it took, evaluations included.</param>
/// <param name="Agents">The agents.</param>
/// <param name="MaxSteps">The step limit of an episode, or null.</param>
/// <param name="FailedOutputs">The outputs that failed, with their reasons.</param>
public sealed record TrainingResult(
    bool Interrupted,
    long Steps,
    TimeSpan Elapsed,
    IReadOnlyList<AgentResult> Agents,
    int? MaxSteps,
    IReadOnlyList<(string Name, Exception Reason)> FailedOutputs);
