namespace Hamlet.Threads;

/// <summary>A work that is a method.</summary>
/// <param name="what">Does some rows: for the first one and how many there are.</param>
public sealed class SharedWork(Action<int, int> what) : IRowWork
{
    /// <inheritdoc/>
    public void Run(int thread, int first, int count) => what(first, count);
}
