using System.Globalization;
using System.Text;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;

namespace Hamlet.Outputs.MLflow;

/// <summary>
/// The file <c>meta.yaml</c> of an experiment or a run. Texts stand in quotes, always: without them a name such as <c>123</c> or
/// <c>yes</c> would be none for the reader. It is replaced as a whole, so that nobody reads half of it.
/// </summary>
internal static class MetaYaml
{
    /// <summary>The file's name.</summary>
    public const string FileName = "meta.yaml";

    /// <summary>Writes the file of a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="values">The keys in their order: a text, a whole number, or null.</param>
    public static void Write(string directory, IEnumerable<(string Key, object? Value)> values)
    {
        var text = new StringBuilder();
        foreach ((string key, object? value) in values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{key}: {Form(value)}\n");
        }

        string path = Path.Combine(directory, FileName);
        string aside = path + ".tmp";
        File.WriteAllText(aside, text.ToString(), new UTF8Encoding(false));
        File.Move(aside, path, overwrite: true);
    }

    /// <summary>Reads the file of a directory; null where there is none, or one that is no map.</summary>
    public static ConfigMap? Read(string directory)
    {
        string path = Path.Combine(directory, FileName);
        try
        {
            return File.Exists(path) ? YamlParser.Parse(File.ReadAllText(path), path) as ConfigMap : null;
        }
        catch (ConfigException)
        {
            return null; // Somebody else's experiment that is damaged is not this run's business.
        }
    }

    /// <summary>A text of the file, or null.</summary>
    public static string? Text(ConfigMap map, string key) =>
        map.TryGet(key, out ConfigEntry? entry) && entry.Value is ConfigScalar { IsNull: false } scalar ? scalar.Text : null;

    private static string Form(object? value) => value switch
    {
        null => "null",
        string text when text.Any(char.IsControl) => Escaped(text),
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => escaped.Append('\\').Append(c),
                _ when char.IsControl(c) => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.Append('"').ToString();
    }
}
