using Hamlet.Threads;

namespace Hamlet.Training.Threads;

/// <summary>The threads of a training.</summary>
/// <param name="number">How many, the one that trains included, or null for as many processors as there are, where that pays.</param>
internal sealed class TrainingThreads(int? number) : IDisposable
{
    /// <summary>Whether somebody said how many: then they share every work, and else what is long enough.</summary>
    public bool AreAsked { get; } = number is not null;

    /// <summary>The threads.</summary>
    public WorkerPool Pool { get; } = new(number ?? Environment.ProcessorCount);

    /// <inheritdoc/>
    public void Dispose() => Pool.Dispose();
}
