using Hamlet.Callbacks;
using Hamlet.State;

namespace Hamlet.IntegrationTests.Border;

/// <summary>Throws at a step, or at its state.</summary>
/// <param name="step">The step.</param>
/// <param name="save">Happens when its state is saved.</param>
/// <param name="load">Happens when its state is loaded.</param>
internal sealed class GrumpyCallback(int step = 3, Action? save = null, Action? load = null) : ICallback
{
    private int _steps;

    public void OnStep(ITraining training)
    {
        if (++_steps == step)
        {
            throw new NotSupportedException("not on Mondays.");
        }
    }

    public void SaveState(StateWriter writer) => save?.Invoke();

    public void LoadState(StateReader reader) => load?.Invoke();
}
