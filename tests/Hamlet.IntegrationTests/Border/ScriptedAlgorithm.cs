using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.IntegrationTests.Border;

/// <summary>Learns nothing and always does the same.</summary>
/// <param name="action">What it does.</param>
/// <param name="policy">Makes its policies.</param>
/// <param name="save">Happens when its state is saved.</param>
/// <param name="load">Happens when its state is loaded.</param>
internal sealed class ScriptedAlgorithm(int action, Func<IPolicy?>? policy = null, Action? save = null, Action? load = null) : IAlgorithm, IPolicy
{
    public double? ExplorationRate => null;

    public void Act(EnvironmentRows rows) => rows.Actions.Fill(action);

    public void Observe(EnvironmentRows rows)
    {
    }

    public IPolicy CreatePolicy() => policy is null ? new ScriptedAlgorithm(action) : policy()!;

    public void SaveState(StateWriter writer) => save?.Invoke();

    public void LoadState(StateReader reader) => load?.Invoke();

    public void Dispose()
    {
    }
}
