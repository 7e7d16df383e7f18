namespace Hamlet.Environments;

/// <summary>What a wrapper plugin is given beside its options.</summary>
public sealed record WrapperContext
{
    /// <summary>What is wrapped: the environment, or the wrapper before.</summary>
    public required EnvironmentSpec Environment { get; init; }

    /// <summary>The number of rows.</summary>
    public required int Rows { get; init; }
}
