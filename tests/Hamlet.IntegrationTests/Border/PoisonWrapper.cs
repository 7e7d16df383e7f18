using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.IntegrationTests.Border;

/// <summary>Makes the reward of the last step of an episode what is no number.</summary>
internal sealed class PoisonWrapper(EnvironmentSpec world) : IWrapper
{
    private readonly PassThrough _same = new(world);

    public EnvironmentSpec Spec => world;

    public void Reset(EnvironmentRows world, EnvironmentRows agent) => _same.Reset(world, agent);

    public void Step(EnvironmentRows world, EnvironmentRows agent)
    {
        _same.Step(world, agent);
        for (int row = 0; row < agent.Count; row++)
        {
            agent.Rewards[row] = agent.Terminated[row] ? float.NaN : agent.Rewards[row];
        }
    }

    public IWrapper CreateFrozen(int rows) => _same;

    public void SaveState(StateWriter writer)
    {
    }

    public void LoadState(StateReader reader)
    {
    }
}
