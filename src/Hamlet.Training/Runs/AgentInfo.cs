namespace Hamlet.Training.Runs;

/// <summary>What <c>run.json</c> says of an agent.</summary>
public sealed record AgentInfo
{
    /// <summary>Its name.</summary>
    public required string AgentId { get; init; }

    /// <summary>Episodes that it finished in training.</summary>
    public long Episodes { get; init; }

    /// <summary>The mean return over its last 100 training episodes; null before the first.</summary>
    public double? LastReturn { get; init; }

    /// <summary>The mean length of these; null before the first.</summary>
    public double? LastLength { get; init; }

    /// <summary>The mean return of its best evaluation during training; null where there was none.</summary>
    public double? BestReturn { get; init; }

    /// <summary>The step of that evaluation.</summary>
    public long? BestStep { get; init; }

    /// <summary>What a result says of an agent.</summary>
    public static AgentInfo Of(AgentResult agent) => new()
    {
        AgentId = agent.Id,
        Episodes = agent.Episodes,
        LastReturn = agent.LastEpisodes.Count > 0 ? Finite(agent.LastEpisodes.MeanReturn) : null,
        LastLength = agent.LastEpisodes.Count > 0 ? agent.LastEpisodes.MeanLength : null,
        BestReturn = Finite(agent.BestReturn),
        BestStep = agent.BestStep,
    };

    // JSON has no other numbers.
    internal static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
