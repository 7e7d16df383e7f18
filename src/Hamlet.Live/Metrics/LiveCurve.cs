using Hamlet.Analysis.Statistics;

namespace Hamlet.Live.Metrics;

/// <summary>What is kept of one tag: its curve in constant memory, and its newest value.</summary>
/// <param name="tag">The tag.</param>
/// <param name="byEpisode">Whether its axis counts episodes.</param>
internal sealed class LiveCurve(string tag, bool byEpisode)
{
    /// <summary>The tag.</summary>
    public string Tag { get; } = tag;

    /// <summary>Whether its axis counts episodes.</summary>
    public bool ByEpisode { get; } = byEpisode;

    /// <summary>The curve.</summary>
    public Curve Points { get; } = new();

    /// <summary>The newest value's place.</summary>
    public CurvePlace Place { get; private set; }

    /// <summary>The newest value.</summary>
    public double Value { get; private set; }

    /// <summary>Whether nobody has been told of the newest value.</summary>
    public bool IsNew { get; set; }

    /// <summary>Adds a value.</summary>
    public void Add(in CurvePlace place, double value)
    {
        Points.Add(place.X, place.Time, value);
        (Place, Value, IsNew) = (place, value, true);
    }
}
