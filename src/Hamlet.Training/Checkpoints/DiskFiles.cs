using System.Runtime.InteropServices;

namespace Hamlet.Training.Checkpoints;

/// <summary>The disk itself.</summary>
internal sealed partial class DiskFiles : ICheckpointFiles
{
    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;

    /// <inheritdoc/>
    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public Stream Create(string path) => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16);

    /// <inheritdoc/>
    public void Flush(Stream file) => ((FileStream)file).Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void FlushDirectory(string path)
    {
        // Windows has no such call for a directory and does not need one: its file systems keep names in a journal.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET opens no directories.
        int handle = Open(path, ReadOnly);
        if (handle < 0)
        {
            throw Error(path);
        }

        try
        {
            // A file system that cannot do this at all (EINVAL, as some of networks) is not asked for more than it has.
            if (Flush(handle) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
            {
                throw Error(path);
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <inheritdoc/>
    public void Move(string from, string to) => Directory.Move(from, to);

    /// <inheritdoc/>
    public void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // As it should be.
        }
    }

    private static IOException Error(string path) =>
        new($"'{path}' could not be written to the device: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
