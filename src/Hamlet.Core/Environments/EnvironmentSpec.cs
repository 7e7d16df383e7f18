using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>What an environment is like, the same for all its rows and for its whole life.</summary>
public sealed record EnvironmentSpec
{
    /// <summary>Its name, such as <c>CartPole-v1</c> or <c>town8/L1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The parts of an observation, in order and without gaps.</summary>
    public required IReadOnlyList<ObservationField> Fields { get; init; }

    /// <summary>What an agent may do.</summary>
    public required ActionSpace Actions { get; init; }

    /// <summary>Why an episode may end, by number; <see cref="EnvironmentRows.EndReasons"/> holds these numbers.</summary>
    public IReadOnlyList<string> EndReasons { get; init; } = ["terminated", "truncated"];

    /// <summary>
    /// Which of <see cref="EndReasons"/> are successes, such as the step limit of a world that is about staying alive. None: the environment
    /// does not know success, and no rate of it is logged.
    /// </summary>
    public IReadOnlyList<string> SuccessReasons { get; init; } = [];

    /// <summary>The step limit at which an episode is truncated, or null for none.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Whether some actions are at times forbidden; if not, every mask is all true.</summary>
    public bool HasMasks { get; init; }

    /// <summary>What is suspicious about it but stops nothing, such as a world that cannot be won; for the user to see before the run.</summary>
    public IReadOnlyList<ConfigError> Warnings { get; init; } = [];

    /// <summary>Whether an end of an episode, by its number, is a success.</summary>
    public bool IsSuccess(int endReason) => SuccessReasons.Contains(EndReasons[endReason]);

    /// <summary>The number of values of one observation.</summary>
    public int ObservationSize => Fields.Sum(static f => f.Size);
}
