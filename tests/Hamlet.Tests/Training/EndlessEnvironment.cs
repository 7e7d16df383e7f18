using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Tests.Training;

/// <summary>Nothing ever happens, and no episode ends, whatever limit it names.</summary>
internal sealed class EndlessEnvironment(int rows, int? limit) : IEnvironment
{
    public EnvironmentSpec Spec { get; } = new()
    {
        Name = "endless",
        Fields = [new ObservationField("nothing", 0, 1, 0, 1, [])],
        Actions = new DiscreteActions(["wait", "hope"]),
        MaxSteps = limit,
    };

    public int Rows => rows;

    public void Reset(EnvironmentRows rows)
    {
    }

    public void Step(EnvironmentRows rows)
    {
    }

    public void SaveState(StateWriter writer)
    {
    }

    public void LoadState(StateReader reader)
    {
    }

    public void Dispose()
    {
    }
}
