namespace Hamlet.Metrics;

/// <summary>How a <see cref="MetricLog"/> works.</summary>
public sealed record MetricLogOptions
{
    /// <summary>The size of the ring in bytes, a power of two of at least 256. Records larger than half of it go beside it.</summary>
    public int RingBytes { get; init; } = 4 << 20;

    /// <summary>What happens while the ring is full.</summary>
    public FullRingPolicy WhenFull { get; init; } = FullRingPolicy.Block;

    /// <summary>The greatest time between two flushes of the outputs.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time that closing waits for the writer to drain, flush and close the outputs.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What becomes of outputs that fail.</summary>
    public SinkRetryOptions Retries { get; init; } = new();

    /// <summary>The agents of the run.</summary>
    public MetricAgents Agents { get; init; } = MetricAgents.Single;

    /// <summary>The number of the first record: 0 for a fresh run; a resumed one takes it from its state.</summary>
    public long FirstSequence { get; init; }

    /// <summary>The time of a record.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Told of each output's first failure. Called on the writer thread, or on the closing one where an output did not end within
    /// <see cref="CloseTimeout"/>. What became of it in the end is in <see cref="MetricLog.Failures"/>.
    /// </summary>
    public Action<SinkFailure>? OnSinkFailed { get; init; }
}
