using Hamlet;
using Hamlet.Configuration;

namespace HamletProgram;

/// <summary>The hyperparameters: keys of an agent in an experiment's file.</summary>
[Options]
public sealed partial record NewLearnerOptions
{
    /// <summary>Step size of Adam.</summary>
    [Range(0, 1, MinExclusive = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>What a reward one step later counts.</summary>
    [Range(0, 1)]
    public double Gamma { get; init; } = 0.99;

    /// <summary>The widths of the hidden layers.</summary>
    [Range(1, 65536)]
    public IReadOnlyList<int> Hidden { get; init; } = [64];

    /// <summary>Where the options stand in the file, for messages.</summary>
    public ConfigSpan Span { get; init; }
}
