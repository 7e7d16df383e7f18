namespace Hamlet.Live.Board;

/// <summary>The values of a tag that are no numbers, evenly spread over the run: where there are too many, every second one goes.</summary>
/// <param name="kind">What they are: <c>histogram</c>, <c>image</c> or <c>text</c>.</param>
/// <param name="capacity">How many are kept at most.</param>
internal sealed class LoggedValues(string kind, int capacity)
{
    private readonly List<LoggedValue> _kept = [];
    private long _each = 1;

    /// <summary>What they are.</summary>
    public string Kind { get; } = kind;

    /// <summary>How many there are in the log.</summary>
    public long Count { get; private set; }

    /// <summary>The kept ones, the newest always among them.</summary>
    public IReadOnlyList<LoggedValue> Kept => _kept;

    /// <summary>Adds one.</summary>
    public void Add(LoggedValue value)
    {
        // The newest stands in the place of the one before it, until that one's turn to stay is reached.
        if (Count++ % _each != 0)
        {
            _kept[^1] = value;
            return;
        }

        if (_kept.Count == capacity)
        {
            for (int i = 0; i < capacity / 2; i++)
            {
                _kept[i] = _kept[(2 * i) + 1];
            }

            _kept.RemoveRange(capacity / 2, capacity - (capacity / 2));
            _each *= 2;
        }

        _kept.Add(value);
    }
}
