using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether something that should settle still grows at the end.</summary>
internal static class Growth
{
    /// <summary>
    /// How many times the median of its first half the last tenth is, in size, if the second half still rises; 1 if not. What grew while learning began
    /// and has settled since is healthy; what diverges grows to the end.
    /// </summary>
    public static double Of(Metric metric)
    {
        double[] sizes = [.. metric.Blocks.Select(Math.Abs)];
        int half = sizes.Length / 2;
        double before = Robust.Median(sizes.Take(half));
        double middle = Robust.Median(sizes.Skip(half / 2).Take(half));
        double end = Robust.Median(sizes.Skip(sizes.Length - Math.Max(2, sizes.Length / 10)));
        double growth = end / Math.Max(before, double.Epsilon);
        return double.IsFinite(growth) && end > 2 * middle ? growth : 1;
    }
}
