using Hamlet.Callbacks;

namespace Hamlet.Metrics;

/// <summary>An output that looks at the training itself, too, and not only at its records.</summary>
public interface IWatchingSink : IMetricSink
{
    /// <summary>What is told of every step. It has no part in checkpoints and changes no result.</summary>
    ICallback Watcher { get; }

    /// <summary>What a person is told when training begins, such as an address; null for nothing.</summary>
    string? Notice { get; }
}
