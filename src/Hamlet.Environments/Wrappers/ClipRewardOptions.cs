using Hamlet.Configuration;

namespace Hamlet.Environments.Wrappers;

/// <summary>Options of <c>clip_reward</c>.</summary>
[Options]
public sealed partial record ClipRewardOptions
{
    /// <summary>The least reward.</summary>
    public double Low { get; init; } = -1;

    /// <summary>The greatest reward; greater than the least.</summary>
    public double High { get; init; } = 1;

    /// <summary>Whether only the sign of a reward is kept (Mnih et al., 2015), and no bound is needed.</summary>
    public bool Sign { get; init; }

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
