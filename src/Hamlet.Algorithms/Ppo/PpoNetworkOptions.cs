using Hamlet.Configuration;
using Hamlet.Networks;

namespace Hamlet.Algorithms.Ppo;

/// <summary>The shape of the networks, with the defaults of stable-baselines3's <c>MlpPolicy</c>.</summary>
[Options]
public sealed partial record PpoNetworkOptions
{
    /// <summary>The widths of the hidden layers, from the observation on; a network has at most 134,217,728 parameters.</summary>
    [Range(1, 65536)]
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64];

    /// <summary>What stands between the layers.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>How weights begin; orthogonal with gains sqrt(2) in the trunk, 0.01 in the policy's head and 1 in the value's.</summary>
    public Initialization Initialization { get; init; } = Initialization.Orthogonal;

    /// <summary>The layer with a memory between the hidden layers and the outputs.</summary>
    public Recurrence Recurrent { get; init; }

    /// <summary>The width of that layer.</summary>
    [Range(1, 65536)]
    public int RecurrentSize { get; init; } = 128;

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }

    internal NetworkOptions ToTrunk() => new()
    {
        Hidden = Hidden,
        Activation = Activation,
        Initialization = Initialization,
        Recurrent = Recurrent,
        RecurrentSize = RecurrentSize,
        Span = Span,
    };
}
