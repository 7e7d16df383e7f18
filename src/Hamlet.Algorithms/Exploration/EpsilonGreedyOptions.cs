using Hamlet.Configuration;

namespace Hamlet.Algorithms.Exploration;

/// <summary>
/// Epsilon falls either on a straight line over a share of training (Mnih et al., 2015; stable-baselines3) or by a factor per episode or
/// step; one of the two.
/// </summary>
[Options]
public sealed partial record EpsilonGreedyOptions
{
    /// <summary>The probability of a random action in the beginning.</summary>
    [Range(0, 1), Option(Aliases = ["epsilon", "exploration_initial_eps"])]
    public double EpsilonStart { get; init; } = 1;

    /// <summary>The probability that it falls to, and below which it never falls.</summary>
    [Range(0, 1), Option(Aliases = ["exploration_final_eps"])]
    public double EpsilonMin { get; init; } = 0.05;

    /// <summary>
    /// The share of training over which epsilon falls linearly; 0.3 where neither this nor <c>epsilon_decay</c> is given.
    /// </summary>
    [Range(0, 1), Option(Aliases = ["exploration_fraction"])]
    public double? EpsilonFraction { get; init; }

    /// <summary>What epsilon is multiplied with after each episode or step.</summary>
    [Range(0, 1)]
    public double? EpsilonDecay { get; init; }

    /// <summary>What <c>epsilon_decay</c> counts; episodes where it is not given.</summary>
    public DecayPer? DecayPer { get; init; }

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }

    /// <summary>Reports options that contradict each other.</summary>
    /// <exception cref="ConfigException">There are such options; all of them are named.</exception>
    internal void Validate() => ConfigException.ThrowIfAny(Problems());

    private IEnumerable<ConfigError> Problems()
    {
        if (EpsilonFraction is not null && EpsilonDecay is not null)
        {
            yield return new ConfigError(Span, "'epsilon_fraction' and 'epsilon_decay' are two ways for epsilon to fall: keep one");
        }

        if (DecayPer is not null && EpsilonDecay is null)
        {
            yield return new ConfigError(Span, "'decay_per' says what 'epsilon_decay' counts, which is not given");
        }

        if (EpsilonMin > EpsilonStart)
        {
            yield return new ConfigError(Span, FormattableString.Invariant(
                $"'epsilon_min' ({EpsilonMin}) is above 'epsilon_start' ({EpsilonStart})"));
        }
    }
}
