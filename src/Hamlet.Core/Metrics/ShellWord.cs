namespace Hamlet.Metrics;

/// <summary>A word of a command that is printed for a person to copy.</summary>
public static class ShellWord
{
    private const string Plain = "_-./:=@%+,~";
    private const string InDoubleQuotes = "\"$`\\!";

    /// <summary>
    /// A text as one word of a shell, for <see cref="IMetricSink.OpenCommand"/>: as it is where a shell changes nothing of it, else quoted, for a POSIX shell or, on
    /// Windows, for its own.
    /// </summary>
    /// <param name="text">A path, or any other text.</param>
    public static string Of(string text)
    {
        if (text.Length > 0 && text[0] != '~' && text.All(IsPlain))
        {
            return text;
        }

        if (OperatingSystem.IsWindows())
        {
            return $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        }

        // A statement of SQL is easier to read in double quotes, where nothing in it means something there.
        return text.Contains('\'', StringComparison.Ordinal) && text.AsSpan().IndexOfAny(InDoubleQuotes) < 0
            ? $"\"{text}\""
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private static bool IsPlain(char c) =>
        char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal) || (c == '\\' && OperatingSystem.IsWindows());
}
