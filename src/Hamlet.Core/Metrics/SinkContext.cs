namespace Hamlet.Metrics;

/// <summary>What an output plugin is given beside its options.</summary>
public sealed record SinkContext
{
    /// <summary>The directory of the run; it exists.</summary>
    public required string RunDirectory { get; init; }

    /// <summary>The run's identifier, the last part of that directory.</summary>
    public required string RunId { get; init; }

    /// <summary>The experiment's name.</summary>
    public required string Experiment { get; init; }

    /// <summary>The agents.</summary>
    public MetricAgents Agents { get; init; } = MetricAgents.Single;

    /// <summary>The first step that this process may write: 0 for a fresh run.</summary>
    public long FirstStep { get; init; }

    /// <summary>The resolved configuration as text, for outputs that store it; empty if there is none.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>The sweep that the run is one of; null for a run by itself.</summary>
    public SweepMembership? Sweep { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
