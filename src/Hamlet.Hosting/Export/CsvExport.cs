using System.Text;
using Hamlet.Analysis.Reading;
using Hamlet.Outputs.Csv;

namespace Hamlet.Hosting.Export;

/// <summary>A row a scalar: run, tag, step, time, value.</summary>
/// <param name="path">The file, which is written anew.</param>
internal sealed class CsvExport(string path) : IScalarExport
{
    private const int Full = 1 << 18;

    private readonly FileStream _file = File.Create(path, bufferSize: 1);
    private readonly CsvBuffer _rows = new();
    private byte[] _run = [];
    private long _began;

    /// <inheritdoc/>
    public void Begin(string run)
    {
        if (_file.Length == 0 && _rows.Length == 0)
        {
            _rows.Raw("run,tag,step,wall_time,value\r\n"u8);
        }

        Write();
        _began = _file.Position;
        _run = Encoding.UTF8.GetBytes(run);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _rows.Cut(0);
        _file.SetLength(_began);
        _file.Position = _began;
    }

    /// <inheritdoc/>
    public void Visit(RunTag tag, long step, double wallTime, double value)
    {
        _rows.Text(_run);
        _rows.Comma();
        _rows.Text(tag.Utf8Name);
        _rows.Comma();
        _rows.Number(step);
        _rows.Comma();
        _rows.Number(wallTime);
        _rows.Comma();
        _rows.Number(value);
        _rows.EndRow();
        if (_rows.Length > Full)
        {
            Write();
        }
    }

    /// <inheritdoc/>
    public void End() => Write();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write()
    {
        _file.Write(_rows.Bytes);
        _rows.Cut(0);
    }
}
