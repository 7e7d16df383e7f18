using Hamlet;

namespace HamletProgram;

/// <summary>What an experiment may say of the world, beside its type.</summary>
[Options]
public sealed partial record NewWorldOptions
{
    /// <summary>The number of places in a row.</summary>
    [Range(2, 1000)]
    public int Length { get; init; } = 8;
}
