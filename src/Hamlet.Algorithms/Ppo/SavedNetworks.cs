using Hamlet.State;

namespace Hamlet.Algorithms.Ppo;

/// <summary>Networks as far as another agent may begin with them: read without the optimizers that were saved beside them.</summary>
/// <param name="networks">Receives them.</param>
internal sealed class SavedNetworks(ActorCritic networks) : IStateful
{
    /// <summary>There is nothing to save.</summary>
    public void SaveState(StateWriter writer)
    {
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => networks.InitializeFrom(reader);
}
