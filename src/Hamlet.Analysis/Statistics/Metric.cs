using Hamlet.Analysis.Rules;

namespace Hamlet.Analysis.Statistics;

/// <summary>A series with its figures, seen as the quantity that it is.</summary>
internal sealed class Metric
{
    /// <summary>Makes it.</summary>
    /// <param name="series">The series, which grows no more.</param>
    /// <param name="match">What its tag means; null if nobody knows.</param>
    public Metric(Series series, TagMatch? match)
    {
        Series = series;
        Match = match;
        Points = match is { Negated: true } ? [.. series.Curve.Select(Negate)] : series.Curve;
        (double[] steps, double[] blocks) = TrendTest.Cut(series.Curve);
        Trend = TrendTest.Measure(series.Curve, steps, blocks);
        Steps = steps;
        Blocks = match is { Negated: true } ? [.. blocks.Select(static b => -b)] : blocks;
    }

    /// <summary>The series.</summary>
    public Series Series { get; }

    /// <summary>Its tag.</summary>
    public string Tag => Series.Tag;

    /// <summary>What its tag means.</summary>
    public TagMatch? Match { get; }

    /// <summary>The curve as it was logged.</summary>
    public IReadOnlyList<CurvePoint> Curve => Series.Curve;

    /// <summary>The curve of the quantity: the other way round where the tag holds its negative, as <c>train/entropy_loss</c> does.</summary>
    public IReadOnlyList<CurvePoint> Points { get; }

    /// <summary>The trend of what was logged.</summary>
    public TrendResult Trend { get; }

    /// <summary>The trend of the quantity.</summary>
    public Trend Direction => (Match?.Negated, Trend.Trend) switch
    {
        (true, Statistics.Trend.Increasing) => Statistics.Trend.Decreasing,
        (true, Statistics.Trend.Decreasing) => Statistics.Trend.Increasing,
        _ => Trend.Trend,
    };

    /// <summary>The mean steps of up to 32 blocks of the quantity.</summary>
    public IReadOnlyList<double> Steps { get; }

    /// <summary>The medians of these blocks.</summary>
    public IReadOnlyList<double> Blocks { get; }

    /// <summary>Whether there is enough to judge: eight blocks.</summary>
    public bool Judgeable => Blocks.Count >= 8;

    /// <summary>The median of the blocks.</summary>
    public double Median => Robust.Median(Blocks);

    /// <summary>The noise of the blocks.</summary>
    public double Noise => Robust.Noise(Blocks);

    /// <summary>The mean of the quantity over the first tenth.</summary>
    public double Head => MeanOfTenth(Points, last: false);

    /// <summary>The mean of the quantity over the last tenth.</summary>
    public double Tail => MeanOfTenth(Points, last: true);

    /// <summary>The mean of what was logged over the last tenth of its values; where points of the curve stand for many, up to a whole one more.</summary>
    public double LastTenth => MeanOfTenth(Curve, last: true);

    /// <summary>The step of the best value: the least where the quantity should be small, else the greatest.</summary>
    public long BestStep => Match is { Quantity: var quantity } && quantity.LessIsBetter() ? Series.MinStep : Series.MaxStep;

    /// <summary>The greatest magnitude of the quantity in a point of the curve.</summary>
    public static double Magnitude(CurvePoint point) => Math.Max(Math.Abs(point.Min), Math.Abs(point.Max));

    private static double MeanOfTenth(IReadOnlyList<CurvePoint> points, bool last)
    {
        long finite = 0;
        for (int i = 0; i < points.Count; i++)
        {
            finite += points[i].Finite;
        }

        long wanted = (long)Math.Ceiling(0.1 * finite);
        double sum = 0;
        long count = 0;
        for (int i = 0; i < points.Count && count < wanted; i++)
        {
            CurvePoint point = points[last ? points.Count - 1 - i : i];
            if (point.Finite > 0)
            {
                sum += point.Sum;
                count += point.Finite;
            }
        }

        return sum / count;
    }

    private static CurvePoint Negate(CurvePoint point) => point with { Sum = -point.Sum, Min = -point.Max, Max = -point.Min };
}
