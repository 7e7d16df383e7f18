using Hamlet.Tests.Outputs.Faults;

namespace Hamlet.IntegrationTests.Support;

/// <summary>A test that needs a disk that is soon full. Where none may be mounted, it is skipped.</summary>
internal sealed class MemoryDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_isPossible = new(static () =>
    {
        using var folder = new TemporaryFolder();
        bool mounted = MemoryDisk.TryMount(folder.Path, "64k");
        if (mounted)
        {
            MemoryDisk.Unmount(folder.Path);
        }

        return mounted;
    });

    public MemoryDiskFactAttribute()
    {
        if (!s_isPossible.Value)
        {
            Skip = "Nobody may mount a file system in memory here.";
        }
    }
}
