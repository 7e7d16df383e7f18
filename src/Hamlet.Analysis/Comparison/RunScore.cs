using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Comparison;

/// <summary>A run in one metric.</summary>
/// <param name="Last">The mean over the last tenth.</param>
/// <param name="Area">The area under the curve over the steps that all runs have, divided by their number: the mean over steps.</param>
/// <param name="Reached">The first step at which the curve is at the threshold; null if it never is.</param>
internal sealed record RunScore(double Last, double Area, double? Reached)
{
    /// <summary>Scores a run.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="from">The first step of the area.</param>
    /// <param name="to">The last one.</param>
    /// <param name="threshold">The threshold; null for none.</param>
    /// <param name="rising">Whether it is reached from below.</param>
    public static RunScore Of(Metric metric, double from, double to, double? threshold, bool rising)
    {
        CurvePoint[] points = [.. metric.Curve.Where(static p => p.Finite > 0).OrderBy(static p => p.Step)];
        return new RunScore(metric.LastTenth, MeanOver(points, from, to), threshold is { } t ? Reach(points, t, rising) : null);
    }

    // Trapezes between the points, each cut to the range.
    private static double MeanOver(CurvePoint[] points, double from, double to)
    {
        double sum = 0;
        double width = 0;
        for (int i = 1; i < points.Length; i++)
        {
            double left = Math.Max(from, points[i - 1].Step);
            double right = Math.Min(to, points[i].Step);
            if (right > left)
            {
                sum += (right - left) * (At(points[i - 1], points[i], left) + At(points[i - 1], points[i], right)) / 2;
                width += right - left;
            }
        }

        return width > 0 ? sum / width : points.Length > 0 ? points[0].Mean : double.NaN;
    }

    private static double At(CurvePoint a, CurvePoint b, double x) => a.Mean + ((b.Mean - a.Mean) * (x - a.Step) / (b.Step - a.Step));

    private static double? Reach(CurvePoint[] points, double threshold, bool rising)
    {
        foreach (CurvePoint point in points)
        {
            if (rising ? point.Mean >= threshold : point.Mean <= threshold)
            {
                return point.Step;
            }
        }

        return null;
    }
}
