using Hamlet.Configuration;
using Hamlet.Networks;

namespace Hamlet.Algorithms.Intrinsic;

/// <summary>The shape of the two networks up to their embedding. They have no memory: a bonus is an observation's own.</summary>
[Options]
public sealed partial record RndNetworkOptions
{
    /// <summary>The widths of the hidden layers, from the observation on; a network has at most 134,217,728 parameters.</summary>
    [Range(1, 65536)]
    public IReadOnlyList<int> Hidden { get; init; } = [256, 128];

    /// <summary>What stands between the layers.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>How weights begin.</summary>
    public Initialization Initialization { get; init; } = Initialization.Orthogonal;

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }

    internal NetworkOptions ToTrunk() => new() { Hidden = Hidden, Activation = Activation, Initialization = Initialization, Span = Span };
}
