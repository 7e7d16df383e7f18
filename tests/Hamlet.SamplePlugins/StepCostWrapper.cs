using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.SamplePlugins;

/// <summary>Every step costs something, so that the agent hurries. What is logged and measured are the world's own rewards.</summary>
[Wrapper("step_cost")]
public sealed class StepCostWrapper(StepCostOptions options, WrapperContext context) : IWrapper
{
    /// <inheritdoc/>
    public EnvironmentSpec Spec => context.Environment;

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
            agent.Rewards[row] -= (float)options.Cost;
        }
    }

    /// <summary>A policy sees no rewards: for it there is nothing to do.</summary>
    public IWrapper CreateFrozen(int rows) => new PassThrough(Spec);

    /// <summary>There is nothing to save.</summary>
    public void SaveState(StateWriter writer)
    {
    }

    /// <summary>There is nothing to load.</summary>
    public void LoadState(StateReader reader)
    {
    }
}
