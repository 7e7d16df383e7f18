namespace Hamlet.Training.Experiments;

/// <summary>The keys of an entry of <c>agents</c> that every agent has; the algorithm's own stand beside them.</summary>
[Options]
public sealed partial record AgentHostOptions
{
    /// <summary>The agent's name; null for <c>agent_</c> and its number.</summary>
    public string? AgentId { get; init; }

    /// <summary>The algorithm plugin.</summary>
    public string Algorithm { get; init; } = "dqn";

    /// <summary>
    /// The run whose agent of the same name (or whose only one) this one takes its first weights from, and what its wrappers have learned:
    /// <c>RUN</c> or <c>RUN@CHECKPOINT</c>, a path relative to the file (in <c>--set</c> to the working directory), and <c>best</c>, <c>latest</c> or a number; null for random weights.
    /// </summary>
    public string? InitFrom { get; init; }

    /// <summary>
    /// How many agents the entry stands for: a population that shares one network, each with environments and episodes of its own and
    /// <c>_0</c>, <c>_1</c>, ... behind the name.
    /// </summary>
    [Range(1, 1000)]
    public int Clones { get; init; } = 1;
}
