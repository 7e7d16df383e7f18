namespace Hamlet.Outputs.Sqlite;

/// <summary>Which numbers of a run are asked for. What is null restricts nothing.</summary>
public sealed record MetricQuery
{
    /// <summary>The agent, such as <c>agent_0</c>.</summary>
    public string? Agent { get; init; }

    /// <summary>The metric by its name, such as <c>total_reward</c>, or by its tag, such as <c>Episode/Total_Reward</c>.</summary>
    public string? Metric { get; init; }

    /// <summary>The first episode.</summary>
    public long? FromEpisode { get; init; }

    /// <summary>The last episode, itself included.</summary>
    public long? ToEpisode { get; init; }

    /// <summary>How many numbers are passed over, for the pages after the first.</summary>
    public long Offset { get; init; }

    /// <summary>How many numbers are returned at most; at least 1.</summary>
    public int Limit { get; init; } = 10_000;
}
