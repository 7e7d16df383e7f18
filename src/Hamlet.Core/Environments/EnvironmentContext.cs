using Hamlet.Randomness;

namespace Hamlet.Environments;

/// <summary>What an environment plugin is given beside its options.</summary>
public sealed record EnvironmentContext
{
    /// <summary>The number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Where its random streams come from; row r uses the streams with index r.</summary>
    public required RandomStreams Streams { get; init; }

    /// <summary>The step limit that the user asked for, or null for the environment's own.</summary>
    public int? MaxSteps { get; init; }
}
