namespace Hamlet.Outputs;

/// <summary>A file that an output keeps open.</summary>
internal static class RunFile
{
    /// <summary>
    /// Fails where the file was removed. Writing goes on without an error into a file that has no name any more, and nobody would hear
    /// of it.
    /// </summary>
    /// <exception cref="FileNotFoundException">It was removed.</exception>
    public static void MustExist(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"'{path}' was removed while it was being written.", path);
        }
    }
}
