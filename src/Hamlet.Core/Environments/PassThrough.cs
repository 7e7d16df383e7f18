using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>Changes nothing: for an agent whose rewards are its own while the world's rows stay as the world wrote them.</summary>
/// <param name="world">The world.</param>
public sealed class PassThrough(EnvironmentSpec world) : IWrapper
{
    /// <inheritdoc/>
    public EnvironmentSpec Spec => world;

    /// <inheritdoc/>
    public void Reset(EnvironmentRows world, EnvironmentRows agent) => Step(world, agent);

    /// <inheritdoc/>
    public void Step(EnvironmentRows world, EnvironmentRows agent)
    {
        world.Observations.CopyTo(agent.Observations);
        world.FinalObservations.CopyTo(agent.FinalObservations);
        world.CopyOutcomeTo(agent);
    }

    /// <inheritdoc/>
    public IWrapper CreateFrozen(int rows) => this;

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
    }
}
