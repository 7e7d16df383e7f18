namespace Hamlet.Training.Threads;

/// <summary>Work on rows that do not depend on one another, so that it does not matter who does which.</summary>
internal interface IRowWork
{
    /// <summary>Does some of it, perhaps while other threads do the rest.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many rows.</param>
    void Run(int first, int count);
}
