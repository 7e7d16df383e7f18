using System.Text;
using Hamlet.Metrics;

namespace Hamlet.Live.Metrics;

/// <summary>The curves of a run: written by the log's thread, read by the page's.</summary>
/// <param name="agents">The agents' names, by index.</param>
internal sealed class LiveCurves(IReadOnlyList<string> agents)
{
    private readonly Dictionary<(int Tags, int Field), LiveCurve[]> _byField = [];
    private readonly Dictionary<string, LiveCurve> _byTag = new(StringComparer.Ordinal);
    private readonly List<LiveCurve> _all = [];

    /// <summary>Held while curves are read or written.</summary>
    public Lock Lock { get; } = new();

    /// <summary>All of them, in the order of their first values.</summary>
    public IReadOnlyList<LiveCurve> All => _all;

    /// <summary>Takes a record's numbers.</summary>
    public void Add(in MetricEntry entry)
    {
        lock (Lock)
        {
            int agent = entry.Axes.Agent;
            var place = new CurvePlace(entry.X, entry.WallTime, entry.Axes.Episode, agent >= 0 && agent < agents.Count ? agents[agent] : null);
            var writer = new LiveCurveWriter(this, entry.Tags, place, entry.Schema.Axis == MetricAxis.Episode);
            entry.Visit(ref writer);
        }
    }

    /// <summary>The curve of a number.</summary>
    public LiveCurve Of(MetricTags tags, MetricField field, bool byEpisode)
    {
        if (!_byField.TryGetValue((tags.Id, field.Index), out LiveCurve[]? curves))
        {
            curves = [Of(Encoding.UTF8.GetString(tags.Full[field.Index]), byEpisode)];
            _byField.Add((tags.Id, field.Index), curves);
        }

        return curves[0];
    }

    /// <summary>The curves of numbers by name.</summary>
    public LiveCurve[] Of(MetricTags tags, MetricField field, MetricNames names, bool byEpisode)
    {
        if (!_byField.TryGetValue((tags.Id, field.Index), out LiveCurve[]? curves) || curves.Length < names.Names.Count)
        {
            string prefix = Encoding.UTF8.GetString(tags.Full[field.Index]);
            curves = [.. names.Names.Select(name => Of($"{prefix}/{name}", byEpisode))];
            _byField[(tags.Id, field.Index)] = curves;
        }

        return curves;
    }

    /// <summary>The newest value of an agent's curve; null where there is none.</summary>
    /// <param name="agent">The agent's name.</param>
    /// <param name="tag">The tag without it.</param>
    public double? Newest(string agent, string tag)
    {
        lock (Lock)
        {
            return _byTag.TryGetValue(agents.Count > 1 ? $"{agent}/{tag}" : tag, out LiveCurve? curve) ? curve.Value : null;
        }
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        _byField.Clear();
        _byTag.Clear();
        _all.Clear();
    }

    /// <summary>The curve of a tag.</summary>
    public LiveCurve Of(string tag, bool byEpisode)
    {
        if (!_byTag.TryGetValue(tag, out LiveCurve? curve))
        {
            curve = new LiveCurve(tag, byEpisode);
            _byTag.Add(tag, curve);
            _all.Add(curve);
        }

        return curve;
    }
}
