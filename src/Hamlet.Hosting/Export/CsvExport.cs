using System.Text;
using Hamlet.Analysis.Reading;
using Hamlet.Outputs.Csv;

namespace Hamlet.Hosting.Export;

/// <summary>A row a scalar: run, tag, step, time, value, and what the step counts.</summary>
/// <param name="file">Where it goes; empty, and closed with this.</param>
/// <param name="only">The tag that is written; null for all.</param>
internal sealed class CsvExport(Stream file, string? only = null) : IScalarExport
{
    private const int Full = 1 << 18;

    private readonly CsvBuffer _rows = new();
    private byte[] _run = [];
    private long _began;

    /// <inheritdoc/>
    public void Begin(string run)
    {
        if (file.Length == 0 && _rows.Length == 0)
        {
            _rows.Raw("run,tag,step,wall_time,value,axis\r\n"u8);
        }

        Write();
        _began = file.Position;
        _run = Encoding.UTF8.GetBytes(run);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _rows.Cut(0);
        file.SetLength(_began);
        file.Position = _began;
    }

    /// <inheritdoc/>
    public void Visit(RunTag tag, long step, double wallTime, double value)
    {
        if (only is not null && tag.Name != only)
        {
            return;
        }

        _rows.Text(_run);
        _rows.Comma();
        _rows.Text(tag.Utf8Name);
        _rows.Comma();
        _rows.Number(step);
        _rows.Comma();
        _rows.Number(wallTime);
        _rows.Comma();
        _rows.Number(value);
        _rows.Comma();
        _rows.Text(tag.ByEpisode ? "episode"u8 : "step"u8);
        _rows.EndRow();
        if (_rows.Length > Full)
        {
            Write();
        }
    }

    /// <inheritdoc/>
    public void End() => Write();

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void Write()
    {
        file.Write(_rows.Bytes);
        _rows.Cut(0);
    }
}
