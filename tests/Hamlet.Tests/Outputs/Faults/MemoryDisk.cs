using System.Diagnostics;

namespace Hamlet.Tests.Outputs.Faults;

/// <summary>A file system of a given size in memory, mounted where it may be: on Linux, by who may. The integration tests have this file, too.</summary>
internal static class MemoryDisk
{
    /// <summary>Mounts one.</summary>
    /// <param name="path">An empty directory.</param>
    /// <param name="size">Its size, such as <c>8m</c>.</param>
    /// <returns>Whether that was possible.</returns>
    public static bool TryMount(string path, string size) =>
        OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path);

    /// <summary>Takes it away again, with all that is on it.</summary>
    public static void Unmount(string path) => Assert.True(Run("umount", path), $"'{path}' is in use");

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
