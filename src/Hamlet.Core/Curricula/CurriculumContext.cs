using Hamlet.Environments;
using Hamlet.Metrics;

namespace Hamlet.Curricula;

/// <summary>What a curriculum plugin is given beside its options.</summary>
public sealed record CurriculumContext
{
    /// <summary>The environment.</summary>
    public required EnvironmentSpec Environment { get; init; }

    /// <summary>The number of stages that it has; 1 where it knows no difficulty.</summary>
    public required int Stages { get; init; }

    /// <summary>The agent's index among the agents of the run.</summary>
    public required int Agent { get; init; }

    /// <summary>Where its metrics go.</summary>
    public required MetricLog Metrics { get; init; }
}
