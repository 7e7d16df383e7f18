using Hamlet.Configuration;

namespace Hamlet.Formats.Yaml;

/// <summary>Opens YAML files as configuration nodes.</summary>
public sealed class YamlConfigReader : IConfigReader
{
    // A configuration is written by a person; anything larger is a mistake, such as a path to a data file.
    private const long MaxBytes = 16 << 20;

    /// <inheritdoc/>
    public ConfigNode Read(string fullPath, string displayName)
    {
        var file = new ConfigSpan(displayName, 0, 0);
        string text;
        try
        {
            var info = new FileInfo(fullPath);
            if (Directory.Exists(fullPath))
            {
                throw new ConfigException(file, $"'{displayName}' is a directory, a YAML file is needed");
            }

            if (!info.Exists)
            {
                throw new ConfigException(file, $"there is no file '{displayName}'{SuggestNeighbour(fullPath)}");
            }

            if (info.Length > MaxBytes)
            {
                throw new ConfigException(file, $"'{displayName}' has {info.Length} bytes, a configuration has at most {MaxBytes}");
            }

            text = File.ReadAllText(fullPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(file, $"cannot read '{displayName}': {e.Message}");
        }

        return YamlParser.Parse(text, displayName);
    }

    private static string SuggestNeighbour(string fullPath)
    {
        string? folder = Path.GetDirectoryName(fullPath);
        if (folder is null || !Directory.Exists(folder))
        {
            return "";
        }

        string[] files = [.. Directory.EnumerateFiles(folder, "*.y*ml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
        return NearestName.Find(Path.GetFileName(fullPath), files) is { } near ? $", did you mean '{near}'?" : "";
    }
}
