using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>Chooses actions and does not learn: the deterministic form of what an algorithm has learned.</summary>
public interface IPolicy : IStateful, IDisposable
{
    /// <summary>
    /// What the policy is as data, so that it can be written to a file and exported; null where it is no network with a head that decides.
    /// </summary>
    PolicyModel? Model => null;

    /// <summary>
    /// Writes an action for each row from its observation and mask. Allocates nothing once it has seen as many rows. A policy that remembers
    /// begins anew in the rows whose episode ended in the step before, as <see cref="EnvironmentRows.Terminated"/> and
    /// <see cref="EnvironmentRows.Truncated"/> still say.
    /// </summary>
    void Act(EnvironmentRows rows);

    /// <summary>Every row begins a new episode: forgets what it remembers of the old ones. Nothing to do where there is no memory.</summary>
    void Reset()
    {
    }
}
