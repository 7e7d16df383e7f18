using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.Threads;

namespace Hamlet.Algorithms;

/// <summary>What an algorithm plugin is given beside its options.</summary>
public sealed record AlgorithmContext
{
    /// <summary>The environment.</summary>
    public required EnvironmentSpec Environment { get; init; }

    /// <summary>The number of rows that the agent owns.</summary>
    public required int Rows { get; init; }

    /// <summary>The agent's index among the agents of the run.</summary>
    public required int Agent { get; init; }

    /// <summary>Where its networks come from.</summary>
    public required IBackend Backend { get; init; }

    /// <summary>Where its random streams come from; no other agent shares them.</summary>
    public required RandomStreams Streams { get; init; }

    /// <summary>What may be asked to share work on many rows; no result may depend on it.</summary>
    public WorkerPool Threads { get; init; } = WorkerPool.Alone;

    /// <summary>Where its metrics go.</summary>
    public required MetricLog Metrics { get; init; }

    /// <summary>How far training is.</summary>
    public required TrainingProgress Progress { get; init; }

    /// <summary>
    /// Makes the exploration that the user asked for; null where the experiment has none. Whoever uses it makes it in the constructor: of an
    /// algorithm that does not, the user is told that what the file says of exploration has no effect.
    /// </summary>
    public Func<ExplorationContext, IExploration>? Exploration { get; init; }

    /// <summary>Records of an algorithm are written at every n-th update (or step) only.</summary>
    public int LogFrequency { get; init; } = 1;

    /// <summary>What is logged of distributions, and how often.</summary>
    public HistogramOptions Histograms { get; init; } = new();
}
