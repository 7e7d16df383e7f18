using Hamlet.State;
using Hamlet.Statistics;

namespace Hamlet.Environments.Wrappers;

/// <summary>
/// Divides rewards by the standard deviation of the discounted return so far, and keeps them within bounds; their mean stays (Engstrom et al.,
/// 2020, "Implementation matters in deep policy gradients"). What is logged and measured are the world's rewards.
/// </summary>
[Wrapper("normalize_reward")]
public sealed class NormalizeRewardWrapper(NormalizeRewardOptions options, WrapperContext context) : IWrapper
{
    private readonly RunningMoments _moments = new(1);
    private readonly float[] _returns = new float[context.Rows];

    /// <inheritdoc/>
    public EnvironmentSpec Spec => context.Environment;

    /// <inheritdoc/>
    public void Reset(EnvironmentRows world, EnvironmentRows agent)
    {
        world.Observations.CopyTo(agent.Observations);
        world.CopyOutcomeTo(agent);
        _returns.AsSpan().Clear();
    }

    /// <inheritdoc/>
    public void Step(EnvironmentRows world, EnvironmentRows agent)
    {
        world.Observations.CopyTo(agent.Observations);
        world.FinalObservations.CopyTo(agent.FinalObservations);
        world.CopyOutcomeTo(agent);
        for (int row = 0; row < world.Count; row++)
        {
            _returns[row] = (float)((_returns[row] * options.Gamma) + world.Rewards[row]);
        }

        _moments.Add(_returns);
        double deviation = Math.Sqrt(_moments.Variance[0] + options.Epsilon);
        for (int row = 0; row < world.Count; row++)
        {
            agent.Rewards[row] = (float)Math.Clamp(world.Rewards[row] / deviation, -options.ClipReward, options.ClipReward);
            if (world.Terminated[row] || world.Truncated[row])
            {
                _returns[row] = 0;
            }
        }
    }

    /// <summary>A policy sees no rewards: theirs are handed on.</summary>
    public IWrapper CreateFrozen(int rows) => new PassThrough(Spec);

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("moments", _moments);
        writer.Write<float>("returns", _returns);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("moments", _moments);
        reader.Read("returns", _returns.AsSpan());
    }
}
