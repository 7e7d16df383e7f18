using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hamlet.Generators;

/// <summary>
/// The parts of a line, which go straight into the file: made a text before, lines would be a good part of what the generators allocate. The parts of one that
/// is not written are not even asked for.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct SourceLine
{
    private readonly SourceWriter _writer;

    /// <summary>Begins a line.</summary>
    public SourceLine(int literalLength, int formattedCount, SourceWriter writer)
    {
        _ = literalLength;
        _ = formattedCount;
        _writer = writer;
        writer.BeginLine();
    }

    /// <summary>Begins a line that is written if a condition holds.</summary>
    public SourceLine(int literalLength, int formattedCount, SourceWriter writer, bool holds, out bool isWritten)
    {
        _ = literalLength;
        _ = formattedCount;
        _writer = writer;
        isWritten = holds;
        if (holds)
        {
            writer.BeginLine();
        }
    }

    /// <summary>A part that is always the same.</summary>
    public void AppendLiteral(string text) => _writer.Append(text);

    /// <summary>A part that is not.</summary>
    public void AppendFormatted(string? text) => _writer.Append(text);

    /// <summary>A number, or the name of an enum's value.</summary>
    public void AppendFormatted<T>(T value)
        where T : struct, IFormattable => _writer.Append(value.ToString(null, CultureInfo.InvariantCulture));
}
