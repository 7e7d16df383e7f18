using System.Globalization;
using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Outputs.Console;

/// <summary>
/// Writes a line a record to standard error, so that standard output stays the command's own: the record's name, step and episode, then
/// <c>tag=value</c> for each value. Whole tags are the keys: none is cut, and no two of a record are equal.
/// </summary>
[Sink("console")]
public sealed class ConsoleSink : IMetricSink
{
    private readonly HashSet<string> _records;
    private readonly int _every;
    private readonly TextWriter _out;
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);

    /// <summary>Writes to standard error.</summary>
    public ConsoleSink(ConsoleOptions options, SinkContext context)
        : this(options, System.Console.Error) => ArgumentNullException.ThrowIfNull(context);

    internal ConsoleSink(ConsoleOptions options, TextWriter output)
    {
        _records = [.. options.Records];
        _every = options.Every;
        _out = output;
    }

    /// <inheritdoc/>
    public bool UsesTerminal => true;

    /// <inheritdoc/>
    public void Write(in MetricEntry entry)
    {
        if (_records.Count > 0 && !_records.Contains(entry.Schema.Name))
        {
            return;
        }

        long seen = _seen.GetValueOrDefault(entry.Schema.Name);
        _seen[entry.Schema.Name] = seen + 1;
        if (seen % _every == 0)
        {
            var line = new ConsoleLine(entry.Tags);
            line.Text.Append(CultureInfo.InvariantCulture, $"{entry.Schema.Name} step={entry.Axes.Step} episode={entry.Axes.Episode}");
            entry.Visit(ref line);
            _out.WriteLine(line.Text);
        }
    }

    /// <inheritdoc/>
    public void Flush() => _out.Flush();

    /// <summary>Notes how many records of each kind were seen, so that a continued run goes on in the same rhythm.</summary>
    public void SaveState(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        string[] names = [.. _seen.Keys.Order(StringComparer.Ordinal)];
        writer.Write("records", string.Join('\n', names));
        writer.Write<long>("seen", [.. names.Select(name => _seen[name])]);
    }

    /// <summary>Continues in the noted rhythm. What was printed stays printed.</summary>
    public void LoadState(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _seen.Clear();
        string[] names = reader.ReadText("records").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        ReadOnlySpan<long> seen = reader.ReadArray<long>("seen");
        for (int i = 0; i < Math.Min(names.Length, seen.Length); i++)
        {
            _seen[names[i]] = seen[i];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _out.Flush();
}
