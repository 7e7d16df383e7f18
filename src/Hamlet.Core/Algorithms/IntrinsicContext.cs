using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Randomness;

namespace Hamlet.Algorithms;

/// <summary>What an intrinsic reward plugin is given beside its options.</summary>
public sealed record IntrinsicContext
{
    /// <summary>The environment as the agent sees it.</summary>
    public required EnvironmentSpec Environment { get; init; }

    /// <summary>The number of rows that the agent owns.</summary>
    public required int Rows { get; init; }

    /// <summary>The agent's index among the agents of the run.</summary>
    public required int Agent { get; init; }

    /// <summary>Where its networks come from.</summary>
    public required IBackend Backend { get; init; }

    /// <summary>Where its random streams come from; nothing else shares them.</summary>
    public required RandomStreams Streams { get; init; }

    /// <summary>Where its metrics go.</summary>
    public required MetricLog Metrics { get; init; }

    /// <summary>How far training is.</summary>
    public required TrainingProgress Progress { get; init; }

    /// <summary>Records are written at every n-th update only.</summary>
    public int LogFrequency { get; init; } = 1;
}
