using Hamlet.Threads;

namespace Hamlet.Training.Threads;

/// <summary>The threads of a training.</summary>
/// <param name="number">How many at most, the one that trains included, or null for as many processors as there are.</param>
/// <param name="pays">What takes longer than this is shared, since to wake a thread takes time too; null for 40 microseconds.</param>
internal sealed class TrainingThreads(int? number, TimeSpan? pays = null) : IDisposable
{
    /// <summary>What takes longer than this is shared.</summary>
    public TimeSpan Pays { get; } = pays ?? TimeSpan.FromMicroseconds(40);

    /// <summary>The threads.</summary>
    public WorkerPool Pool { get; } = new(number ?? Environment.ProcessorCount);

    /// <inheritdoc/>
    public void Dispose() => Pool.Dispose();
}
