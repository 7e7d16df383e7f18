using System.Buffers;
using System.Text;
using Hamlet.Configuration;

namespace Hamlet.Formats.Yaml;

/// <summary>Opens YAML files as configuration nodes.</summary>
public sealed class YamlConfigReader : IConfigReader
{
    // A configuration is written by a person; anything larger is a mistake, such as a path to a data file.
    private const long MaxBytes = 16 << 20;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

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

            text = Decode(File.ReadAllBytes(fullPath), displayName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(file, $"cannot read '{displayName}': {e.Message}");
        }

        return YamlParser.Parse(text, displayName);
    }

    // A wrong byte would become a sign that says "unknown", and go on as a part of a name.
    private static string Decode(byte[] bytes, string displayName)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), s_strict, detectEncodingFromByteOrderMarks: true);
        try
        {
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            (int line, int column, byte value) = FirstWrong(bytes);
            throw new ConfigException(new ConfigSpan(displayName, line, column), $"the byte 0x{value:X2} here is no UTF-8: save the file as UTF-8");
        }
    }

    private static (int Line, int Column, byte Value) FirstWrong(ReadOnlySpan<byte> bytes)
    {
        int line = 1;
        int column = 1;
        int at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out Rune rune, out int length) == OperationStatus.Done)
        {
            at += length;
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return (line, column, bytes[at]);
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
