using Hamlet.Configuration;
using Hamlet.State;

namespace Hamlet.Environments.Wrappers;

/// <summary>Keeps rewards within bounds, or their signs alone. What is logged and measured are the world's rewards.</summary>
[Wrapper("clip_reward")]
public sealed class ClipRewardWrapper : IWrapper
{
    private readonly ClipRewardOptions _options;

    /// <summary>Makes it.</summary>
    /// <exception cref="ConfigException">The bounds are the wrong way round.</exception>
    public ClipRewardWrapper(ClipRewardOptions options, WrapperContext context)
    {
        if (!options.Sign && !(options.Low < options.High))
        {
            throw new ConfigException(options.Span, FormattableString.Invariant(
                $"clip_reward: 'low' is {options.Low}, which is not less than 'high', {options.High}"));
        }

        _options = options;
        Spec = context.Environment;
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public void Reset(EnvironmentRows world, EnvironmentRows agent)
    {
        world.Observations.CopyTo(agent.Observations);
        world.CopyOutcomeTo(agent);
    }

    /// <inheritdoc/>
    public void Step(EnvironmentRows world, EnvironmentRows agent)
    {
        Reset(world, agent);
        world.FinalObservations.CopyTo(agent.FinalObservations);
        for (int row = 0; row < world.Count; row++)
        {
            float reward = world.Rewards[row];
            agent.Rewards[row] = _options.Sign ? Sign(reward) : (float)Math.Clamp(reward, _options.Low, _options.High);
        }
    }

    /// <inheritdoc/>
    public IWrapper CreateFrozen(int rows) => new PassThrough(Spec);

    /// <summary>There is nothing to save.</summary>
    public void SaveState(StateWriter writer)
    {
    }

    /// <summary>There is nothing to load.</summary>
    public void LoadState(StateReader reader)
    {
    }

    // Not MathF.Sign, which throws at a NaN: what an environment gets wrong shows in the log, not as an exception here.
    private static float Sign(float reward) => reward > 0 ? 1 : reward < 0 ? -1 : reward;
}
