using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.IntegrationTests.Border;

/// <summary>Hands on another action than the agent's.</summary>
/// <param name="world">The world.</param>
/// <param name="turn">How much is added to the action.</param>
/// <param name="save">Happens when its state is saved.</param>
internal sealed class TurningWrapper(EnvironmentSpec world, int turn, Action? save = null) : IWrapper
{
    private readonly PassThrough _same = new(world);

    public EnvironmentSpec Spec => world;

    public void Reset(EnvironmentRows world, EnvironmentRows agent) => _same.Reset(world, agent);

    public void Act(EnvironmentRows agent, EnvironmentRows world)
    {
        for (int row = 0; row < agent.Count; row++)
        {
            world.Actions[row] = agent.Actions[row] + turn;
        }
    }

    public void Step(EnvironmentRows world, EnvironmentRows agent) => _same.Step(world, agent);

    public IWrapper CreateFrozen(int rows) => _same;

    public void SaveState(StateWriter writer) => save?.Invoke();

    public void LoadState(StateReader reader)
    {
    }
}
