using System.Globalization;
using System.Text;
using Hamlet.Analysis.Reading;

namespace Hamlet.Live.Board;

/// <summary>Writes the scalars of a run as CSV (RFC 4180): every point of the log, not those of the drawn curve.</summary>
/// <param name="run">The run's name.</param>
/// <param name="tag">Which tag; null for all.</param>
internal sealed class CsvScalars(string run, string? tag) : IScalarVisitor
{
    private const string Header = "run,tag,step,wall_time,value\r\n";

    private readonly StringBuilder _text = new(Header);
    private readonly string _run = Quoted(run);

    /// <summary>Reads a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tag">Which tag; null for all.</param>
    public static byte[] Of(BoardRun run, string? tag)
    {
        var csv = new CsvScalars(run.Name, tag);
        new RunReader(new RunFolder(".", run.Path), csv).Read();
        return Encoding.UTF8.GetBytes(csv._text.ToString());
    }

    /// <inheritdoc/>
    public void Reset() => _text.Clear().Append(Header);

    /// <inheritdoc/>
    public void Visit(RunTag read, long step, double wallTime, double value)
    {
        if (tag is null || read.Name == tag)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{_run},{Quoted(read.Name)},{step},{wallTime:R},{value:R}\r\n");
        }
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
