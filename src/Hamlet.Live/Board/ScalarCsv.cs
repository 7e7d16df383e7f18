using System.Globalization;
using System.Text;
using Hamlet.Analysis.Reading;

namespace Hamlet.Live.Board;

/// <summary>Every point of a run, or of one of its tags, as CSV: <c>tag,step,wall_time,value</c>.</summary>
/// <param name="wanted">The tag; null for all.</param>
internal sealed class ScalarCsv(string? wanted) : IScalarVisitor
{
    private const string Header = "tag,step,wall_time,value\n";

    private readonly StringBuilder _text = new(Header);

    /// <summary>Reads a run.</summary>
    public static byte[] Of(RunFolder run, string? tag)
    {
        var csv = new ScalarCsv(tag);
        new RunReader(run, csv).Read();
        return Encoding.UTF8.GetBytes(csv._text.ToString());
    }

    /// <inheritdoc/>
    public void Reset() => _text.Clear().Append(Header);

    /// <inheritdoc/>
    public void Visit(RunTag tag, long step, double wallTime, double value)
    {
        if (wanted is null || tag.Name == wanted)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{Quoted(tag.Name)},{step},{wallTime:F3},{value:R}\n");
        }
    }

    // RFC 4180; a leading sign of a formula is kept out of spreadsheets.
    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\r\n") || text is ['=' or '+' or '-' or '@', ..]
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
