namespace Hamlet.Live.Watching;

/// <summary>All agents at one moment. There is one, and it changes hands: see <see cref="Stage"/>.</summary>
internal sealed class Frame(StageLayout layout, int agents)
{
    /// <summary>Environment steps of the run.</summary>
    public long Step { get; set; }

    /// <summary>The share of training that is done.</summary>
    public double Fraction { get; set; }

    /// <summary>The agents.</summary>
    public AgentFrame[] Agents { get; } = [.. Enumerable.Range(0, agents).Select(_ => new AgentFrame(layout))];
}
