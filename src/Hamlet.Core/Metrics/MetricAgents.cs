namespace Hamlet.Metrics;

/// <summary>The agents of a run, by index.</summary>
/// <param name="Names">Their names, such as <c>agent_0</c>.</param>
public sealed record MetricAgents(IReadOnlyList<string> Names)
{
    /// <summary>The usual run: one agent, whose name is in no tag.</summary>
    public static MetricAgents Single { get; } = new(["agent_0"]);

    /// <summary>Whether tags begin with the agent's name: only where there are several.</summary>
    public bool Prefixed => Names.Count > 1;
}
