using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Algorithms.Baselines;

/// <summary>What does not learn but can be named where an algorithm is expected: the measure of those that do.</summary>
public abstract class FixedAlgorithm : IAlgorithm
{
    private readonly IPolicy _acting;

    /// <summary>Acts by a policy.</summary>
    /// <param name="acting">Its own policy.</param>
    private protected FixedAlgorithm(IPolicy acting) => _acting = acting;

    /// <summary>Null: nothing is explored.</summary>
    public double? ExplorationRate => null;

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows) => _acting.Act(rows);

    /// <summary>Does nothing: there is nothing to learn.</summary>
    public void Observe(EnvironmentRows rows)
    {
    }

    /// <summary>The same policy, with draws of its own.</summary>
    public abstract IPolicy CreatePolicy();

    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => writer.Write("policy", _acting);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => reader.Read("policy", _acting);

    /// <inheritdoc/>
    public void Dispose() => _acting.Dispose();
}
