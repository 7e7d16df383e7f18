using System.Text.Json.Serialization;

namespace Hamlet.Training.Runs;

/// <summary>The content of <c>run.json</c>: what a run is, on what it runs, how it stands.</summary>
public sealed record RunInfo
{
    /// <summary>The experiment's name.</summary>
    public required string Experiment { get; init; }

    /// <summary>The run's identifier.</summary>
    public required string RunId { get; init; }

    /// <summary>How it stands.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
    public required RunStatus Status { get; init; }

    /// <summary>Why, where it failed or a callback ended it before its time.</summary>
    public string? Reason { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The version of this framework.</summary>
    public required string Version { get; init; }

    /// <summary>The version of .NET and the operating system.</summary>
    public required string Runtime { get; init; }

    /// <summary>The backend with its instruction set: equal configurations give equal bits on equal ones.</summary>
    public required string Backend { get; init; }

    /// <summary>The process that runs it.</summary>
    public required int ProcessId { get; init; }

    /// <summary>When that process was started, UTC: an identifier alone comes again.</summary>
    public DateTimeOffset? ProcessStarted { get; init; }

    /// <summary>The machine of that process.</summary>
    public string Machine { get; init; } = "";

    /// <summary>When that process last said that it is at work, UTC: every few seconds.</summary>
    public DateTimeOffset? Heartbeat { get; init; }

    /// <summary>How often the run was resumed.</summary>
    public int Resumes { get; init; }

    /// <summary>What was changed of the configuration when it was resumed, as assignments.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Environment steps made.</summary>
    public long Steps { get; init; }

    /// <summary>Episodes finished, summed over the agents.</summary>
    public long Episodes { get; init; }

    /// <summary>Seconds of training, evaluations and outputs included.</summary>
    public double Seconds { get; init; }

    /// <summary>The mean return of the last training episodes: while it runs of the agent that last finished one, at its end averaged over the agents; null before the first.</summary>
    public double? LastReturn { get; init; }

    /// <summary>The mean return of the best evaluation: while it runs of those since the process began, at its end averaged over the agents; null before the first.</summary>
    public double? BestReturn { get; init; }

    /// <summary>How the agents did; none before the end.</summary>
    public IReadOnlyList<AgentInfo> Agents { get; init; } = [];

    /// <summary>The outputs that failed, each with what became of it, how many records it lost, and the reason.</summary>
    public IReadOnlyList<string> FailedOutputs { get; init; } = [];
}
