using System.Text;
using Hamlet.Formats.EventFiles;
using Hamlet.Metrics;

namespace Hamlet.Outputs.TensorBoard;

/// <summary>The tags of one kind of record in one event file, encoded once: by field, and by name for a map.</summary>
internal sealed class TensorBoardTags
{
    private readonly EventFileWriter _file;
    private readonly MetricTags _tags;
    private readonly EventTag?[] _byField;
    private readonly Dictionary<(int Field, MetricNames Names), EventTag[]> _byName = [];
    private int _lastField = -1;
    private MetricNames? _lastNames;
    private EventTag[] _last = [];

    /// <summary>Looks up or makes the tags of all fields.</summary>
    public TensorBoardTags(EventFileWriter file, MetricSchema schema, MetricTags tags)
    {
        _file = file;
        _tags = tags;
        _byField = [.. schema.Fields.Select(field => field.Tag.Length == 0 ? null : file.Tag(tags.Full[field.Index]))];
    }

    /// <summary>The tag of a field; null where it is no curve.</summary>
    public EventTag? this[MetricField field] => _byField[field.Index];

    /// <summary>The tags of a map, in the order of its names: <c>prefix/name</c>.</summary>
    public EventTag[] Of(MetricField field, MetricNames names)
    {
        if (_lastField != field.Index || !ReferenceEquals(_lastNames, names))
        {
            if (!_byName.TryGetValue((field.Index, names), out EventTag[]? tags))
            {
                string prefix = Encoding.UTF8.GetString(_tags.Full[field.Index]);
                tags = [.. names.Names.Select(name => _file.Tag($"{prefix}/{name}"))];
                _byName.Add((field.Index, names), tags);
            }

            (_lastField, _lastNames, _last) = (field.Index, names, tags);
        }

        return _last;
    }
}
