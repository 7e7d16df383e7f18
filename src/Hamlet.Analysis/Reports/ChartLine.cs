using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Reports;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Points">Its points, by step.</param>
internal sealed record ChartLine(string Name, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>Its colour, of the page's; null for one of its own.</summary>
    public int? Color { get; init; }
}
