using Hamlet.Networks;

namespace Hamlet.Algorithms.Ppo;

/// <summary>The samples of a minibatch, as an update for whichever thread asks.</summary>
internal interface IPolicySamples
{
    /// <summary>The update.</summary>
    PolicyUpdate AsUpdate();
}
