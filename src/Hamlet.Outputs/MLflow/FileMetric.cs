using System.Globalization;
using Hamlet.Formats;

namespace Hamlet.Outputs.MLflow;

/// <summary>
/// One file of <c>metrics/</c>: a line a point, time in milliseconds, value, step. It is made with its first whole lines, since an empty
/// one, or a blank line, hides every run of the experiment from MLflow. A write that failed is repeated over itself.
/// </summary>
internal sealed class FileMetric(string path, long length) : MlflowSeries
{
    private readonly MessageBuffer _lines = new(1 << 10);
    private long _length = length;

    /// <summary>How many bytes wait.</summary>
    public int Buffered => _lines.Length;

    /// <inheritdoc/>
    public override void Add(long timestamp, ReadOnlySpan<byte> value, long step)
    {
        Number(timestamp);
        Blank();
        value.CopyTo(_lines.Claim(value.Length));
        Blank();
        Number(step);
        _lines.Claim(1)[0] = (byte)'\n';
    }

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        if (_lines.Length == 0)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileMode mode = _length == 0 ? FileMode.OpenOrCreate : FileMode.Open;
        using (var handle = File.OpenHandle(path, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            RandomAccess.Write(handle, _lines.Written, _length);
        }

        _length += _lines.Length;
        _lines.Truncate(0);
    }

    private void Number(long value)
    {
        Span<byte> text = stackalloc byte[20];
        _ = value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        text[..length].CopyTo(_lines.Claim(length));
    }

    private void Blank() => _lines.Claim(1)[0] = (byte)' ';
}
