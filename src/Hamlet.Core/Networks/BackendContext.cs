using Hamlet.Configuration;
using Hamlet.Threads;

namespace Hamlet.Networks;

/// <summary>What a backend plugin is given beside its options.</summary>
public sealed record BackendContext
{
    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c> or <c>mps</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>What a backend on the processor may share the rows of a batch among; no result may depend on it.</summary>
    public WorkerPool Threads { get; init; } = WorkerPool.Alone;

    /// <summary>Where the device was asked for: the place of an error.</summary>
    public ConfigSpan Source { get; init; }
}
