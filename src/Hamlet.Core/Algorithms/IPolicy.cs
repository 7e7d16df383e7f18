using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>Chooses actions and does not learn: the deterministic form of what an algorithm has learned.</summary>
public interface IPolicy : IStateful, IDisposable
{
    /// <summary>Writes an action for each row from its observation and mask. Allocates nothing once it has seen as many rows.</summary>
    void Act(EnvironmentRows rows);
}
