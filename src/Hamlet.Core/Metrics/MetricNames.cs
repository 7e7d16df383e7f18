namespace Hamlet.Metrics;

/// <summary>The names of a <see cref="MetricMap"/>, made once at start, since the encoding carries only their number.</summary>
public sealed class MetricNames
{
    private static readonly Lock s_lock = new();
    private static MetricNames[] s_all = [];

    /// <summary>Registers a list of names.</summary>
    /// <param name="names">The names in the order of the values.</param>
    public MetricNames(IReadOnlyList<string> names)
    {
        Names = [.. names];
        lock (s_lock)
        {
            Id = s_all.Length;
            Volatile.Write(ref s_all, [.. s_all, this]);
        }
    }

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>A number for this process alone, never stored.</summary>
    internal int Id { get; }

    internal static MetricNames Get(int id) => Volatile.Read(ref s_all)[id];
}
