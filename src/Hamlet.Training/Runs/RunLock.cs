namespace Hamlet.Training.Runs;

/// <summary>
/// Keeps every other process out of the directory of a run, for as long as this one writes to it. The system takes the lock back when the process ends,
/// however it ends: nothing is left to clear up. The file stays, for who deleted it could delete another's.
/// </summary>
public sealed class RunLock : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string FileName = ".lock";

    // What open says of a file that somebody has for himself: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.
    private static readonly int[] s_taken = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, without waiting.</summary>
    /// <param name="runDirectory">The directory of the run.</param>
    /// <returns>The lock; null where another process has it, or this one already.</returns>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static RunLock? TryTake(string runDirectory)
    {
        try
        {
            return new RunLock(new FileStream(Path.Combine(runDirectory, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (s_taken.Contains(e.HResult))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
