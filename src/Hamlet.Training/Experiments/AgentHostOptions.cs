namespace Hamlet.Training.Experiments;

/// <summary>The keys of an entry of <c>agents</c> that every agent has; the algorithm's own stand beside them.</summary>
[Options]
public sealed partial record AgentHostOptions
{
    /// <summary>The agent's name; null for <c>agent_</c> and its number.</summary>
    public string? AgentId { get; init; }

    /// <summary>The algorithm plugin.</summary>
    public string Algorithm { get; init; } = "dqn";
}
