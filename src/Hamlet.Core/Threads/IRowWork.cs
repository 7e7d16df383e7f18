namespace Hamlet.Threads;

/// <summary>Work on rows that do not depend on one another, so that it does not matter who does which.</summary>
public interface IRowWork
{
    /// <summary>Does some of it, perhaps while other threads do the rest.</summary>
    /// <param name="thread">Which of the pool's threads does it, from 0 on: for memory that each has for itself.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many rows.</param>
    void Run(int thread, int first, int count);
}
