using Hamlet.Configuration;

namespace Hamlet.Networks;

/// <summary>What a backend plugin is given beside its options.</summary>
public sealed record BackendContext
{
    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c> or <c>mps</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Where the device was asked for: the place of an error.</summary>
    public ConfigSpan Source { get; init; }
}
