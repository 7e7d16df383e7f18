using Google.Protobuf;
using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Statistics;
using Hamlet.Formats.EventFiles.Protos;

namespace Hamlet.Live.Board;

/// <summary>What a run has logged, in memory that does not grow with its length; each look reads on where the last one ended.</summary>
internal sealed class BoardLog : IScalarVisitor
{
    private const int MostHistograms = 64;
    private const int MostImages = 24;
    private const int MostTexts = 200;

    // An image's tensor holds its width and its height as texts, and then the picture.
    private const int ImageHeader = 2;

    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(0.5);

    private readonly RunReader _reader;
    private readonly TimeProvider _time;
    private readonly SortedDictionary<string, Curve> _curves = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LoggedValues> _values = new(StringComparer.Ordinal);
    private long _looked = long.MinValue;

    /// <summary>A log of which nothing has been read yet.</summary>
    public BoardLog(string path, TimeProvider time)
    {
        _reader = new RunReader(new RunFolder(".", path), this);
        _time = time;
    }

    /// <summary>Held by who looks.</summary>
    public Lock Lock { get; } = new();

    /// <summary>The curves by tag.</summary>
    public IReadOnlyDictionary<string, Curve> Curves => _curves;

    /// <summary>What is no number, by tag.</summary>
    public IReadOnlyDictionary<string, LoggedValues> Values => _values;

    /// <summary>The options that the run logged.</summary>
    public IDictionary<string, string> Hyperparameters => _reader.Data.Hyperparameters;

    /// <summary>Reads what is new, unless that was just done.</summary>
    public void Look()
    {
        long now = _time.GetTimestamp();
        if (_looked == long.MinValue || _time.GetElapsedTime(_looked, now) >= s_lookEvery)
        {
            _reader.Read();
            _looked = _time.GetTimestamp();
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _curves.Clear();
        _values.Clear();
    }

    /// <inheritdoc/>
    public void Visit(RunTag tag, long step, double wallTime, double value)
    {
        if (!_curves.TryGetValue(tag.Name, out Curve? curve))
        {
            _curves.Add(tag.Name, curve = new Curve());
        }

        curve.Add(step, wallTime, value);
    }

    /// <inheritdoc/>
    public void VisitOther(RunTag tag, long step, double wallTime, Summary.Types.Value value)
    {
        string plugin = value.Metadata?.PluginData?.PluginName is { Length: > 0 } named ? named : tag.Plugin ?? "";
        (string Kind, int Most, object? Content) found = value.ValueCase switch
        {
            Summary.Types.Value.ValueOneofCase.Histo => ("histogram", MostHistograms, LoggedHistogram.Read(value)),
            Summary.Types.Value.ValueOneofCase.Image => ("image", MostImages, EncodedImage(value.Image)),
            Summary.Types.Value.ValueOneofCase.Tensor when plugin == "histograms" => ("histogram", MostHistograms, LoggedHistogram.Read(value)),
            Summary.Types.Value.ValueOneofCase.Tensor when plugin == "images" && value.Tensor.StringVal.Count > ImageHeader =>
                ("image", MostImages, value.Tensor.StringVal[ImageHeader].ToByteArray()),
            Summary.Types.Value.ValueOneofCase.Tensor when plugin == "text" =>
                ("text", MostTexts, string.Join('\n', value.Tensor.StringVal.Select(static s => s.ToStringUtf8()))),
            _ => ("", 0, null),
        };
        if (found.Content is null)
        {
            return;
        }

        if (!_values.TryGetValue(tag.Name, out LoggedValues? values))
        {
            _values.Add(tag.Name, values = new LoggedValues(found.Kind, found.Most));
        }

        if (values.Kind == found.Kind)
        {
            values.Add(new LoggedValue(step, wallTime, found.Content));
        }
    }

    private static byte[]? EncodedImage(ByteString message)
    {
        try
        {
            return LegacyImage.Parser.ParseFrom(message).EncodedImageString is { Length: > 0 } encoded ? encoded.ToByteArray() : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
