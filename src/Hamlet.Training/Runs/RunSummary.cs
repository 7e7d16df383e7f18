namespace Hamlet.Training.Runs;

/// <summary>A run as a list of runs has it.</summary>
public sealed record RunSummary
{
    /// <summary>Its directory.</summary>
    public required string Path { get; init; }

    /// <summary>Its identifier, the last part of the path.</summary>
    public required string Id { get; init; }

    /// <summary>The experiment's name; of a damaged run that of the directory above it.</summary>
    public required string Experiment { get; init; }

    /// <summary>How it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>Why, where it failed or is damaged.</summary>
    public string? Reason { get; init; }

    /// <summary>What its <c>run.json</c> says; null for a damaged one.</summary>
    public RunInfo? Info { get; init; }

    /// <summary>How long it took, or has taken so far; null where that is not known.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The mean return of the best evaluations, averaged over the agents; null where there was none. Of a run that is under way or died, since its
    /// process began.</summary>
    public double? BestReturn => Mean(static a => a.BestReturn) ?? Info?.BestReturn;

    /// <summary>The mean return of the last training episodes, averaged over the agents; null where none is known.</summary>
    public double? LastReturn => Mean(static a => a.LastReturn) ?? Info?.LastReturn;

    private double? Mean(Func<AgentInfo, double?> value) => Info?.Agents.Average(value);
}
