using System.Globalization;
using System.Text.Json;

namespace Hamlet.Training.Runs;

/// <summary>What is wrong with a JSON file, in words for a person: the reader's own speak of its insides.</summary>
internal static class JsonTrouble
{
    /// <summary>Says where it is damaged; the end of a file that was cut off is in its last line.</summary>
    public static string Of(JsonException e) => e.LineNumber is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"it cannot be read from line {line + 1}, column {(e.BytePositionInLine ?? 0) + 1} on: it was cut off there, or changed by hand")
        : "something in it is missing or not what it should be";
}
