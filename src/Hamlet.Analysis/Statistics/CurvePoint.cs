namespace Hamlet.Analysis.Statistics;

/// <summary>Some successive points of a series in one: constant memory for a series of any length.</summary>
internal struct CurvePoint
{
    /// <summary>The sum of the steps.</summary>
    public double StepSum;

    /// <summary>The sum of the finite values.</summary>
    public double Sum;

    /// <summary>The least finite value; positive infinity if there is none.</summary>
    public double Min;

    /// <summary>The greatest finite value; negative infinity if there is none.</summary>
    public double Max;

    /// <summary>The time of the last one, in seconds since 1970 UTC.</summary>
    public double WallTime;

    /// <summary>How many have finite values.</summary>
    public long Finite;

    /// <summary>How many they are.</summary>
    public long Count;

    /// <summary>The mean step.</summary>
    public readonly double Step => StepSum / Count;

    /// <summary>The mean of the finite values; NaN if there is none.</summary>
    public readonly double Mean => Sum / Finite;

    /// <summary>A point that holds nothing.</summary>
    public static CurvePoint Empty => new() { Min = double.PositiveInfinity, Max = double.NegativeInfinity };

    /// <summary>Adds one point of the series.</summary>
    public void Add(long step, double wallTime, double value)
    {
        StepSum += step;
        WallTime = wallTime;
        Count++;
        if (double.IsFinite(value))
        {
            Sum += value;
            Min = value < Min ? value : Min;
            Max = value > Max ? value : Max;
            Finite++;
        }
    }

    /// <summary>This and the points that follow, as one.</summary>
    public readonly CurvePoint With(in CurvePoint next) => new()
    {
        StepSum = StepSum + next.StepSum,
        Sum = Sum + next.Sum,
        Min = Math.Min(Min, next.Min),
        Max = Math.Max(Max, next.Max),
        WallTime = next.WallTime,
        Finite = Finite + next.Finite,
        Count = Count + next.Count,
    };
}
