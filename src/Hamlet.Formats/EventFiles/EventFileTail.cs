using Microsoft.Win32.SafeHandles;

namespace Hamlet.Formats.EventFiles;

/// <summary>Takes back what was written to a directory's event files after a certain place.</summary>
internal static class EventFileTail
{
    /// <summary>Cuts a file to a length, if it is longer, and deletes those that sort after it.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="last">The name of the file; empty to delete all of them.</param>
    /// <param name="length">Its length in bytes.</param>
    public static void Cut(string directory, string last, long length)
    {
        foreach (string path in Directory.GetFiles(directory, EventFileName.Pattern))
        {
            int order = string.CompareOrdinal(Path.GetFileName(path), last);
            if (order > 0)
            {
                File.Delete(path);
            }
            else if (order == 0)
            {
                using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                if (RandomAccess.GetLength(file) > length)
                {
                    RandomAccess.SetLength(file, length);
                }
            }
        }
    }
}
