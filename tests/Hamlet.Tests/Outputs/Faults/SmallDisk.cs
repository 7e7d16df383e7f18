using Hamlet.Metrics;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Faults;

/// <summary>
/// A file system of eight megabytes in memory, where the test may mount one; elsewhere <see cref="Mounted"/> is false and the directory is
/// an ordinary one.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempDirectory _directory = new();

    public SmallDisk()
    {
        Mounted = MemoryDisk.TryMount(_directory.Path, "8m");
    }

    public bool Mounted { get; }

    public string Path => _directory.Path;

    public SinkContext Context => _directory.Context();

    public TempDirectory Directory => _directory;

    /// <summary>Fills what is left of the disk, and returns the file that does; null on an ordinary one, which is left alone.</summary>
    public string? Fill()
    {
        if (!Mounted)
        {
            return null;
        }

        string path = _directory.File("ballast");
        using FileStream file = File.Create(path, bufferSize: 0);
        byte[] block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            return path;
        }
    }

    /// <summary>Deletes what <see cref="Fill"/> made.</summary>
    public void Remove(string? ballast)
    {
        if (ballast is not null)
        {
            File.Delete(ballast);
        }
    }

    public void Dispose()
    {
        if (Mounted)
        {
            MemoryDisk.Unmount(_directory.Path);
        }

        _directory.Dispose();
    }
}
