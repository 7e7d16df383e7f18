using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>
/// A vector of independent environments. Each row has a state and a random stream of its own, so that disjoint rows may be stepped by
/// different threads at once with the same results.
/// </summary>
public interface IEnvironment : IStateful, IDisposable
{
    /// <summary>What it is like.</summary>
    EnvironmentSpec Spec { get; }

    /// <summary>The number of rows it was made for.</summary>
    int Rows { get; }

    /// <summary>Begins a new episode in each of the rows: writes observations and masks, clears the rest.</summary>
    void Reset(EnvironmentRows rows);

    /// <summary>
    /// Takes the rows' actions and writes everything else. Where an episode ends, the row begins a new one in the same step: see
    /// <see cref="EnvironmentRows.FinalObservations"/> and <see cref="EnvironmentRows.FinalMasks"/>. Allocates nothing.
    /// </summary>
    void Step(EnvironmentRows rows);
}
