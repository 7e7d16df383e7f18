namespace Hamlet.Analysis.Statistics;

/// <summary>Where a series goes; see <see cref="TrendTest"/>.</summary>
internal enum Trend
{
    /// <summary>It neither rises nor falls, nor spreads much.</summary>
    Stable,

    /// <summary>It rises.</summary>
    Increasing,

    /// <summary>It falls.</summary>
    Decreasing,

    /// <summary>It neither rises nor falls, and spreads much.</summary>
    Volatile,
}
