using Hamlet.Configuration;

namespace Hamlet.Training.Callbacks;

/// <summary>When the agents are measured besides.</summary>
[Options]
public sealed partial record EvaluateOptions
{
    /// <summary>After every so many steps; null for never.</summary>
    [Range(1, 1e15), Option(Unit = "steps")]
    public long? EverySteps { get; init; }

    /// <summary>After every so many episodes of the first agent; null for never.</summary>
    [Range(1, 1e15), Option(Unit = "episodes")]
    public long? EveryEpisodes { get; init; }

    /// <summary>After the first step of the run, when nothing is learned yet.</summary>
    public bool AtStart { get; init; }

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
