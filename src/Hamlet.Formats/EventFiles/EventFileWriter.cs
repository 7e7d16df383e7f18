using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Hamlet.Formats.EventFiles;

/// <summary>
/// Writes one TensorBoard event file: the version record, a session start, then events of any number of values each. Within a tag the
/// steps rise strictly, as both loaders of TensorBoard need: a value whose step does not is refused and counted. Not thread-safe.
/// </summary>
internal sealed class EventFileWriter : IDisposable
{
    /// <summary>The length of a summary of 128 bytes to 16 KB, that is of some 5 to 500 scalars, takes two bytes.</summary>
    private const int SummaryLengthBytes = 2;

    private readonly RecordFile _file;
    private readonly Dictionary<string, EventTag> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventTag>.AlternateLookup<ReadOnlySpan<char>> _tagsBySpan;
    private MessageBuffer _event = null!;
    private double _wallTime;
    private long _step;
    private int _summary;

    private EventFileWriter(RecordFile file)
    {
        _file = file;
        _tagsBySpan = _tags.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The file's name.</summary>
    public string Name => _file.Name;

    /// <summary>The length of everything written, what is still in the buffer included.</summary>
    public long Length => _file.Length;

    /// <summary>The greatest step of any value, or one less than the first step allowed while there is none.</summary>
    public long GreatestStep { get; private set; }

    /// <summary>How many values were refused because their tag had reached their step or a later one.</summary>
    public long Refused { get; private set; }

    /// <summary>Starts a new file that sorts after all others of the directory.</summary>
    /// <param name="directory">The directory, which exists.</param>
    /// <param name="program">The writing program's name, at most 128 characters.</param>
    /// <param name="firstStep">The first step that may be written: values of an earlier file from there on are void.</param>
    /// <param name="time">The clock.</param>
    public static EventFileWriter Create(string directory, string program, long firstStep, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        IEnumerable<string> existing = Directory.GetFiles(directory, EventFileName.Pattern).Select(path => Path.GetFileName(path));
        long seconds = now.ToUnixTimeSeconds();
        string name = EventFileName.Next(existing, seconds, Environment.MachineName, Environment.ProcessId);
        var writer = new EventFileWriter(new RecordFile(Path.Combine(directory, name)));
        writer.Start(program, firstStep, (now - DateTimeOffset.UnixEpoch).TotalSeconds);
        return writer;
    }

    /// <summary>The state of a tag, the same one for the same text. Invalid UTF-8 would stop a reader for good: it becomes U+FFFD.</summary>
    public EventTag Tag(ReadOnlySpan<byte> utf8) => Tag(Encoding.UTF8.GetString(utf8));

    /// <summary>The state of a tag, the same one for the same text.</summary>
    public EventTag Tag(ReadOnlySpan<char> text)
    {
        if (!_tagsBySpan.TryGetValue(text, out EventTag? tag))
        {
            tag = new EventTag(text.ToString());
            _tags.Add(text.ToString(), tag);
        }

        return tag;
    }

    /// <summary>Begins an event.</summary>
    /// <param name="wallTime">Seconds since 1970 UTC. One that is not finite would end a reader: the time before it stands in.</param>
    /// <param name="step">The step of all its values.</param>
    public void Begin(double wallTime, long step)
    {
        if (double.IsFinite(wallTime))
        {
            _wallTime = wallTime;
        }

        _step = step;
        BeginEvent(_wallTime, step);
        _summary = _event.Open(EventFields.EventSummary, SummaryLengthBytes);
    }

    /// <summary>Adds a number.</summary>
    public void Scalar(EventTag tag, float value)
    {
        if (!Accepts(tag))
        {
            return;
        }

        ReadOnlySpan<byte> prefix = tag.ScalarPrefix;
        Span<byte> destination = _event.Claim(prefix.Length + sizeof(float));
        prefix.CopyTo(destination);
        MemoryMarshal.Write(destination[prefix.Length..], in value);
    }

    /// <summary>Adds a Markdown text. Invalid UTF-8 becomes U+FFFD.</summary>
    public void Text(EventTag tag, ReadOnlySpan<byte> utf8)
    {
        if (Accepts(tag))
        {
            int value = OpenValue(tag);
            int tensor = OpenTensor(EventFields.TypeString);
            _event.Bytes(EventFields.TensorStrings, Utf8.IsValid(utf8) ? utf8 : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8)));
            _event.Close(tensor);
            CloseValue(tag, value, "text"u8);
        }
    }

    /// <summary>Adds a picture.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="encoded">A PNG, JPEG, GIF or BMP file.</param>
    public void Image(EventTag tag, int width, int height, ReadOnlySpan<byte> encoded)
    {
        if (Accepts(tag))
        {
            int value = OpenValue(tag);
            int tensor = OpenTensor(EventFields.TypeString, 3);
            WriteDecimal(width);
            WriteDecimal(height);
            _event.Bytes(EventFields.TensorStrings, encoded);
            _event.Close(tensor);
            CloseValue(tag, value, "images"u8);
        }
    }

    /// <summary>Adds the settings of custom charts, which are for the whole run.</summary>
    /// <param name="layout">The serialized message.</param>
    public void Layout(ReadOnlySpan<byte> layout)
    {
        EventTag tag = Tag(LayoutMessage.Tag);
        if (Accepts(tag))
        {
            int value = OpenValue(tag);
            int tensor = OpenTensor(EventFields.TypeString);
            _event.Bytes(EventFields.TensorStrings, layout);
            _event.Close(tensor);
            CloseValue(tag, value, "custom_scalars"u8);
        }
    }

    /// <summary>Adds a message of the plugin <c>hparams</c>, which stands in the metadata of an empty tensor.</summary>
    /// <param name="tag">The tag that the message must have.</param>
    /// <param name="message">The serialized message.</param>
    public void Hyperparameters(EventTag tag, ReadOnlySpan<byte> message)
    {
        if (Accepts(tag))
        {
            int value = OpenValue(tag);
            int tensor = _event.Open(EventFields.ValueTensor);
            _event.Varint(EventFields.TensorType, EventFields.TypeFloat);
            int shape = _event.Open(EventFields.TensorShape);
            int dimension = _event.Open(EventFields.ShapeDimension);
            _event.Close(dimension);
            _event.Close(shape);
            _event.Close(tensor);
            int metadata = _event.Open(EventFields.ValueMetadata);
            int plugin = _event.Open(EventFields.MetadataPlugin);
            _event.Bytes(EventFields.PluginName, "hparams"u8);
            _event.Bytes(EventFields.PluginContent, message);
            _event.Close(plugin);
            _event.Close(metadata);
            _event.Close(value);
        }
    }

    /// <summary>Adds a distribution.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="rows">Left edge, right edge and count of each bucket, one after the other; the buckets adjoin and ascend.</param>
    public void Histogram(EventTag tag, ReadOnlySpan<float> rows)
    {
        if (Accepts(tag))
        {
            int value = OpenValue(tag);
            int tensor = OpenTensor(EventFields.TypeFloat, rows.Length / 3, 3);
            _event.Bytes(EventFields.TensorContent, MemoryMarshal.AsBytes(rows));
            _event.Close(tensor);
            CloseValue(tag, value, "histograms"u8);
        }
    }

    /// <summary>Ends the event; one without a value is not written.</summary>
    public void End()
    {
        if (_event.Length > _summary)
        {
            _event.Close(_summary, SummaryLengthBytes);
            GreatestStep = Math.Max(GreatestStep, _step);
            _file.End();
        }
    }

    /// <summary>Makes all events readable for other processes.</summary>
    public void Flush() => _file.Flush();

    /// <summary>Flushes, and waits until the device has it.</summary>
    public void FlushToDisk() => _file.FlushToDisk();

    /// <summary>Flushes and closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void Start(string program, long firstStep, double wallTime)
    {
        _wallTime = wallTime;
        GreatestStep = firstStep - 1;
        BeginEvent(wallTime, 0);
        _event.Bytes(EventFields.EventFileVersion, "brain.Event:2"u8);
        int source = _event.Open(EventFields.EventSourceMetadata);
        _event.Bytes(EventFields.SourceWriter, Encoding.UTF8.GetBytes(program));
        _event.Close(source);
        _file.End();

        BeginEvent(wallTime, firstStep);
        int session = _event.Open(EventFields.EventSessionLog);
        _event.Varint(EventFields.SessionStatus, EventFields.SessionStart);
        _event.Close(session);
        _file.End();
    }

    private void BeginEvent(double wallTime, long step)
    {
        _event = _file.Begin();
        _event.Double(EventFields.EventWallTime, wallTime);
        if (step != 0)
        {
            _event.Varint(EventFields.EventStep, step);
        }
    }

    private bool Accepts(EventTag tag)
    {
        bool accepted = tag.TryAdvance(_step);
        if (!accepted)
        {
            Refused++;
        }

        return accepted;
    }

    private int OpenValue(EventTag tag)
    {
        int value = _event.Open(EventFields.SummaryValue);
        _event.Bytes(EventFields.ValueTag, tag.Utf8);
        return value;
    }

    /// <summary>The first value of a tag in a file says which dashboard the tag belongs to; readers look at no later one.</summary>
    private void CloseValue(EventTag tag, int value, ReadOnlySpan<byte> plugin)
    {
        if (!tag.Described)
        {
            int metadata = _event.Open(EventFields.ValueMetadata);
            int data = _event.Open(EventFields.MetadataPlugin);
            _event.Bytes(EventFields.PluginName, plugin);
            _event.Close(data);
            _event.Close(metadata);
            tag.Described = true;
        }

        _event.Close(value);
    }

    private int OpenTensor(int type, params ReadOnlySpan<int> dimensions)
    {
        int tensor = _event.Open(EventFields.ValueTensor);
        _event.Varint(EventFields.TensorType, type);
        int shape = _event.Open(EventFields.TensorShape);
        foreach (int size in dimensions)
        {
            int dimension = _event.Open(EventFields.ShapeDimension);
            _event.Varint(EventFields.DimensionSize, size);
            _event.Close(dimension);
        }

        _event.Close(shape);
        return tensor;
    }

    private void WriteDecimal(int number)
    {
        Span<byte> digits = stackalloc byte[11];
        _ = number.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        _event.Bytes(EventFields.TensorStrings, digits[..length]);
    }
}
