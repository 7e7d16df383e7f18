namespace Hamlet.Tests.Configuration;

/// <summary>Options whose keys have a past.</summary>
[Options]
public sealed partial record DatedOptions
{
    [Option(Aliases = ["lr"], OldNames = ["step_size", "alpha"])]
    public double LearningRate { get; init; } = 1e-3;

    [Obsolete("the device decides")]
    public bool Fast { get; init; }

    [Obsolete]
    public int Spare { get; init; } = 1;
}
