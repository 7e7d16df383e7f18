using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>
/// Stands between an environment and one agent and changes what the agent sees: observations, rewards, masks, actions. The agent's policy
/// keeps a frozen copy, so that it is measured and deployed on what the world itself shows. Allocates nothing once it is made.
/// </summary>
/// <remarks>
/// Both sides are rows of batches of their own with the same <see cref="EnvironmentRows.First"/>. Everything of the agent's side is the
/// wrapper's to write, also what it does not change: <see cref="EnvironmentRows.CopyOutcomeTo"/> does that for all but the observations.
/// One that is <see cref="IDisposable"/> is closed at the end of the training, a frozen one at that of its policy.
/// </remarks>
public interface IWrapper : IStateful
{
    /// <summary>What the agent sees.</summary>
    EnvironmentSpec Spec { get; }

    /// <summary>New episodes have begun in all rows.</summary>
    /// <param name="world">What the environment wrote.</param>
    /// <param name="agent">What the agent will see.</param>
    void Reset(EnvironmentRows world, EnvironmentRows agent);

    /// <summary>Hands the agent's actions on; as they are, unless it is implemented.</summary>
    /// <param name="agent">What the agent chose.</param>
    /// <param name="world">What the environment will be stepped with.</param>
    void Act(EnvironmentRows agent, EnvironmentRows world)
    {
        agent.Actions.CopyTo(world.Actions);
        agent.ContinuousActions.CopyTo(world.ContinuousActions);
    }

    /// <summary>The environment has stepped, and begun new episodes in the rows whose episode ended.</summary>
    /// <param name="world">What the environment wrote.</param>
    /// <param name="agent">What the agent will see.</param>
    void Step(EnvironmentRows world, EnvironmentRows agent);

    /// <summary>
    /// One for another number of rows that does the same with a copy of what this one has learned so far, and learns no more: for a policy.
    /// </summary>
    IWrapper CreateFrozen(int rows);
}
