using System.Text;
using Hamlet.Configuration;

namespace Hamlet.Hosting.Input;

/// <summary>A file that a command was asked to write. Where that is not possible, every command says so in the same words and ends with exit code 2.</summary>
internal static class OutputFile
{
    /// <summary>Makes the file, with the folders that it is to stand in, and opens it.</summary>
    /// <exception cref="ConfigException">That is not possible.</exception>
    public static FileStream Create(string path, int bufferSize = 4096)
    {
        try
        {
            MakeFolder(path);
            return File.Create(path, bufferSize);
        }
        catch (Exception e) when (UserError.IsFileError(e))
        {
            throw Error(path, e);
        }
    }

    /// <summary>Writes a text, in UTF-8.</summary>
    /// <exception cref="ConfigException">That is not possible.</exception>
    public static void WriteText(string path, Action<TextWriter> write) => Write(path, stream =>
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        write(text);
    });

    /// <summary>Writes the file.</summary>
    /// <exception cref="ConfigException">That is not possible.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using FileStream stream = Create(path);
        try
        {
            write(stream);
            stream.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error(path, e);
        }
    }

    /// <summary>Writes the file beside its place and puts it there when it is whole.</summary>
    /// <exception cref="ConfigException">That is not possible.</exception>
    public static void Replace(string path, Action<Stream> write)
    {
        string aside = path + ".tmp";
        try
        {
            MakeFolder(path);
            if (Directory.Exists(path))
            {
                throw new IOException("it is a directory");
            }

            using (FileStream stream = File.Create(aside))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Forget(aside);
            throw Error(path, e);
        }
    }

    /// <summary>Sees whether a file that takes long to come can be written then: one that is there stays as it is.</summary>
    /// <exception cref="ConfigException">It cannot.</exception>
    public static void Check(string path)
    {
        try
        {
            MakeFolder(path);
            using var file = new FileStream(path, FileMode.Append);
        }
        catch (Exception e) when (UserError.IsFileError(e))
        {
            throw Error(path, e);
        }
    }

    /// <summary>Sees whether runs can be written to a directory, and makes it if it is not there.</summary>
    /// <exception cref="ConfigException">They cannot.</exception>
    public static void CheckRuns(string directory)
    {
        string probe = Path.Combine(directory, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(directory);
            File.Create(probe).Dispose();
            File.Delete(probe);
        }
        catch (Exception e) when (UserError.IsFileError(e))
        {
            throw RunError(directory, e);
        }
    }

    /// <summary>The error of a directory that runs could not be written to.</summary>
    public static ConfigException RunError(string directory, Exception reason) =>
        UserError.Of($"cannot write a run to '{directory}': {Why(Path.Combine(directory, "run"), reason)}: choose another directory with --log-dir");

    /// <summary>The error of a file that could not be written.</summary>
    public static ConfigException Error(string path, Exception reason) =>
        UserError.Of($"cannot write '{path}': {(Directory.Exists(path) ? "it is a directory" : Why(path, reason))}");

    private static string Why(string path, Exception reason) =>
        FileAbove(path) is { } file ? $"'{file}' is a file"
        : reason is FileNotFoundException or DirectoryNotFoundException ? "nothing can be made there"
        : reason is UnauthorizedAccessException ? "access is denied"
        : reason.Message.Replace(path + ".tmp", path, StringComparison.Ordinal).TrimEnd('.');

    // What stands where a directory would have to be.
    private static string? FileAbove(string path)
    {
        for (string? above = path; above is { Length: > 0 }; above = Path.GetDirectoryName(above))
        {
            if (above != path && File.Exists(above))
            {
                return above;
            }
        }

        return null;
    }

    private static void MakeFolder(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }

    private static void Forget(string aside)
    {
        try
        {
            File.Delete(aside);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It could not be made, or is not ours to take away.
        }
    }
}
