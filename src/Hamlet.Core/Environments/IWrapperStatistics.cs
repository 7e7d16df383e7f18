using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>What a wrapper may offer beside <see cref="IWrapper"/>: what it has learned of the world can be handed on to another run's.</summary>
public interface IWrapperStatistics
{
    /// <summary>Takes from the saved state of such a wrapper, for any number of rows, what that has learned.</summary>
    /// <exception cref="StateException">It has learned of another world.</exception>
    void TakeStatistics(StateReader saved);
}
