using Hamlet.Callbacks;
using Hamlet.State;

namespace Hamlet.IntegrationTests.Border;

/// <summary>Throws at the third step.</summary>
internal sealed class GrumpyCallback : ICallback
{
    private int _steps;

    public void OnStep(ITraining training)
    {
        if (++_steps == 3)
        {
            throw new NotSupportedException("not on Mondays.");
        }
    }

    public void SaveState(StateWriter writer)
    {
    }

    public void LoadState(StateReader reader)
    {
    }
}
