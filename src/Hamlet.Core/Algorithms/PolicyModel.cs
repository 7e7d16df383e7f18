using Hamlet.Environments;
using Hamlet.Networks;

namespace Hamlet.Algorithms;

/// <summary>
/// What a policy is, as data: a network and which of its heads decides. It is what leaves the framework: written to a file, exported for
/// another runtime, loaded into a game.
/// </summary>
/// <remarks>
/// The head has a value for each choice of each branch, of which the greatest allowed one is taken, the first of equals; or with
/// continuous actions one for each component, which is taken within its bounds.
/// </remarks>
public sealed record PolicyModel
{
    /// <summary>Describes a policy.</summary>
    /// <param name="network">The network; it stays the policy's.</param>
    /// <param name="actions">The actions.</param>
    /// <param name="head">The name of the head that decides.</param>
    /// <exception cref="ArgumentException">The network has no such head, or the head is not as wide as the actions.</exception>
    public PolicyModel(IInference network, ActionSpace actions, string head)
    {
        Network = network;
        Actions = actions;
        Head = head;
        HeadIndex = IndexOf(network.Spec, head);
        int width = actions is ContinuousActions ? actions.ContinuousSize : actions.MaskSize;
        if (network.Spec.Heads[HeadIndex].Width != width)
        {
            throw new ArgumentException(
                $"The head '{head}' has {network.Spec.Heads[HeadIndex].Width} values, the actions need {width}.", nameof(head));
        }
    }

    /// <summary>The network with the policy's own parameters.</summary>
    public IInference Network { get; }

    /// <summary>The actions.</summary>
    public ActionSpace Actions { get; }

    /// <summary>The name of the head that decides.</summary>
    public string Head { get; }

    /// <summary>Its place among the network's heads.</summary>
    public int HeadIndex { get; }

    private static int IndexOf(NetworkSpec spec, string head)
    {
        for (int i = 0; i < spec.Heads.Count; i++)
        {
            if (spec.Heads[i].Name == head)
            {
                return i;
            }
        }

        throw new ArgumentException($"The network has no head '{head}'.", nameof(head));
    }
}
