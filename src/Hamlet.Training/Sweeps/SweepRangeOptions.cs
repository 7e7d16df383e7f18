using Hamlet.Configuration;

namespace Hamlet.Training.Sweeps;

/// <summary>A range that values of a sweep's parameter are drawn from.</summary>
[Options]
public sealed partial record SweepRangeOptions
{
    /// <summary>The least value.</summary>
    public required double From { get; init; }

    /// <summary>The greatest value.</summary>
    public required double To { get; init; }

    /// <summary>On which scale values are drawn evenly.</summary>
    public SweepScale Scale { get; init; } = SweepScale.Linear;

    /// <summary>Whether only whole numbers are drawn.</summary>
    public bool Whole { get; init; }

    /// <summary>Where the range stands.</summary>
    public ConfigSpan Source { get; init; }
}
