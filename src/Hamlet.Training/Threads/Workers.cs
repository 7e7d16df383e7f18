namespace Hamlet.Training.Threads;

/// <summary>The threads of a training, started when the first work asks for them.</summary>
/// <param name="threads">How many, the one that trains included, or null for as many processors as there are, where that pays.</param>
/// <param name="most">More than so many would have nothing to do.</param>
internal sealed class Workers(int? threads, int most) : IDisposable
{
    private WorkerPool? _pool;

    /// <summary>How many there are at most.</summary>
    public int Threads { get; } = Math.Min(threads ?? Environment.ProcessorCount, most);

    /// <summary>Whether somebody said how many: then they share every work, and else what is long enough.</summary>
    public bool AreAsked { get; } = threads is not null;

    /// <summary>The threads.</summary>
    public WorkerPool Pool => _pool ??= new WorkerPool(Threads);

    /// <inheritdoc/>
    public void Dispose() => _pool?.Dispose();
}
