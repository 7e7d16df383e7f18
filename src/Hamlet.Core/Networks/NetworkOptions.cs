using Hamlet.Configuration;

namespace Hamlet.Networks;

/// <summary>The shape of a network: a perceptron, and where asked for a layer with a memory behind it.</summary>
[Options]
public sealed partial record NetworkOptions
{
    /// <summary>The widths of the hidden layers, from the observation on; a network has at most 134,217,728 parameters.</summary>
    [Range(1, 65536)]
    public IReadOnlyList<int> Hidden { get; init; } = [128, 128];

    /// <summary>What stands between the layers.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>How weights begin.</summary>
    public Initialization Initialization { get; init; } = Initialization.Kaiming;

    /// <summary>The layer with a memory between the hidden layers and the outputs.</summary>
    public Recurrence Recurrent { get; init; }

    /// <summary>The width of that layer.</summary>
    [Range(1, 65536)]
    public int RecurrentSize { get; init; } = 128;

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
