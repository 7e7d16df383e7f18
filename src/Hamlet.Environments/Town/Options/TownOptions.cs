using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>Which world to play and which of its levels; the other keys are those of the original's <c>environment</c> section.</summary>
[Options]
public sealed partial record TownOptions : OriginalEnvironmentKeys
{
    /// <summary>The world, or the path of the file that holds it.</summary>
    [Option(FromFile = true)]
    public required TownWorld World { get; init; }

    /// <summary>The level of the world to play; without one, the world as it stands.</summary>
    public string? Level { get; init; }

    /// <summary>What a step is worth, instead of what the world or its level says.</summary>
    public TownReward? Reward { get; init; }

    /// <summary>Whether a world that cannot be won is only warned of; without it, as the world says.</summary>
    public bool? AllowUnwinnable { get; init; }

    /// <summary>Where the options stand.</summary>
    public ConfigSpan Place { get; init; }
}
