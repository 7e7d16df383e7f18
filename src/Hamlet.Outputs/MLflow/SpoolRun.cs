using System.Globalization;
using Hamlet.Formats;

namespace Hamlet.Outputs.MLflow;

/// <summary>A run on a server, of which everything is written to a file first.</summary>
/// <param name="file">The file.</param>
/// <param name="folder">Where copies of the run's files go.</param>
/// <param name="id">What it is called here; the server has a name of its own for it.</param>
/// <param name="index">Its number in the file.</param>
/// <param name="time">The clock.</param>
internal sealed class SpoolRun(SpoolFile file, string folder, string id, int index, TimeProvider time) : IMlflowRun
{
    private readonly MessageBuffer _points = new(4 << 10);
    private readonly List<(string Key, string Value)> _params = [];
    private readonly List<(string Key, string Value)> _tags = [];
    private readonly List<byte[]> _full = [];
    private int _count;

    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public MlflowSeries Series(string key)
    {
        var json = new MessageBuffer(64);
        JsonText.Write(json, key);
        return new SpoolSeries(this, json.Written.ToArray());
    }

    /// <inheritdoc/>
    public void Param(string key, string value) => _params.Add((key, value));

    /// <inheritdoc/>
    public void Tag(string key, string value) => _tags.Add((key, value));

    /// <inheritdoc/>
    public void Artifact(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(NewCopy(name), content);
    }

    /// <inheritdoc/>
    public void Artifact(string name, string path) => File.Copy(path, NewCopy(name), overwrite: true);

    /// <inheritdoc/>
    public void SetStatus(MlflowStatus status)
    {
        WritePairs();
        file.Add(SpoolLines.Status(index, status, time.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    /// <summary>Adds a point.</summary>
    public void Add(byte[] key, long timestamp, ReadOnlySpan<byte> value, long step)
    {
        if (_count == SpoolLines.MaxMetrics)
        {
            _full.Add(_points.Written.ToArray());
            _points.Truncate(0);
            _count = 0;
        }

        SpoolLines.Add(_points, key, timestamp, value, step);
        _count++;
    }

    /// <summary>Writes the points that wait: they are all of one step.</summary>
    public void WritePoints(long step)
    {
        foreach (byte[] points in _full)
        {
            SpoolLines.Metrics(file.Lines, index, step, SpoolLines.MaxMetrics, points);
        }

        if (_count > 0)
        {
            SpoolLines.Metrics(file.Lines, index, step, _count, _points.Written);
        }

        _full.Clear();
        _points.Truncate(0);
        _count = 0;
    }

    /// <summary>Writes the parameters and tags that wait.</summary>
    public void WritePairs()
    {
        foreach ((string kind, List<(string, string)> pairs) in new[] { ("params", _params), ("tags", _tags) })
        {
            foreach ((string, string)[] chunk in pairs.Chunk(SpoolLines.MaxPairs))
            {
                file.Add(SpoolLines.Of(index, kind, chunk));
            }

            pairs.Clear();
        }
    }

    // A name of its own: the file that the server is to get must not change before it has it.
    private string NewCopy(string name)
    {
        if (MlflowKey.Clean(name) != name)
        {
            throw new ArgumentException($"'{name}' is no name of a file of the run.", nameof(name));
        }

        Directory.CreateDirectory(folder);
        string copy = $"{file.Length.ToString("D12", CultureInfo.InvariantCulture)}-{index.ToString(CultureInfo.InvariantCulture)}";
        file.Add(SpoolLines.Artifact(index, name, copy));
        return Path.Combine(folder, copy);
    }
}
