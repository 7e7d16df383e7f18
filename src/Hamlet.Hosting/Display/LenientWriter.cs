using System.Text;

namespace Hamlet.Hosting.Display;

/// <summary>
/// Writes to the console for as long as that takes anything. A terminal that is gone or a full disk behind it must stop no training: what cannot be said is
/// left unsaid, and the command says at its end that it was so.
/// </summary>
/// <param name="inner">The console.</param>
internal sealed class LenientWriter(TextWriter inner) : TextWriter
{
    private IOException? _failure;

    /// <summary>Why nothing more is written; null while all was.</summary>
    public string? Failure => _failure?.Message;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(static (writer, c) => writer.Write(c), value);

    /// <inheritdoc/>
    public override void Write(string? value) => Try(static (writer, text) => writer.Write(text), value);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) =>
        Try(static (writer, part) => writer.Write(part.Array!, part.Offset, part.Count), new ArraySegment<char>(buffer, index, count));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(static (writer, text) => writer.WriteLine(text), value);

    /// <inheritdoc/>
    public override void Flush() => Try(static (writer, _) => writer.Flush(), 0);

    private void Try<T>(Action<TextWriter, T> write, T value)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            write(inner, value);
        }
        catch (IOException e)
        {
            _failure = e;
        }
    }
}
