using System.Security.Cryptography;
using System.Text;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Training.Experiments;

namespace Hamlet.Training.Runs;

/// <summary>An experiment resolved to text: what <c>config.yaml</c> of a run is, with the files that it refers to by name.</summary>
public sealed class RunConfiguration
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "config.yaml";

    private readonly IReadOnlyList<(string FullPath, string Name)> _files;

    private RunConfiguration(string text, IReadOnlyList<(string FullPath, string Name)> files)
    {
        Text = text;
        _files = files;
        Files = files.ToDictionary(static f => f.Name, static f => Hash(f.FullPath), StringComparer.Ordinal);
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The SHA-256 of each file that the text refers to, by the name that it has there.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The SHA-256 of all of it: equal for equal configurations, and for nothing else.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        Text + string.Concat(Files.OrderBy(static f => f.Key, StringComparer.Ordinal).Select(static f => $"\0{f.Key}\0{f.Value}")))));

    /// <summary>Resolves an experiment.</summary>
    /// <exception cref="IOException">A file that it refers to cannot be read.</exception>
    public static RunConfiguration Of(Experiment experiment)
    {
        var writer = new ConfigWriter(referToFiles: true);
        return new RunConfiguration(YamlText.Write(experiment.ToConfig(writer)), writer.Files);
    }

    /// <summary>Whether a run has the same configuration.</summary>
    /// <param name="directory">The directory of the run.</param>
    public bool IsThatOf(string directory)
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, FileName)) == Text
                && Files.All(file => Hash(Path.Combine(directory, file.Key)) == file.Value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Writes the text, and the files beside it, as a whole each.</summary>
    /// <exception cref="IOException">That is not possible.</exception>
    public void WriteTo(string directory)
    {
        foreach ((string fullPath, string name) in _files)
        {
            string target = Path.GetFullPath(Path.Combine(directory, name));
            if (Path.GetFullPath(fullPath) != target)
            {
                File.Copy(fullPath, target, overwrite: true);
            }
        }

        string path = Path.Combine(directory, FileName);
        string aside = path + ".tmp";
        File.WriteAllText(aside, Text, new UTF8Encoding(false));
        File.Move(aside, path, overwrite: true);
    }

    private static string Hash(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
