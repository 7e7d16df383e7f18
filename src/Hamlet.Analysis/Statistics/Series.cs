namespace Hamlet.Analysis.Statistics;

/// <summary>What is kept of all values of one tag in one run, in constant memory. Values that are not finite are counted, no more.</summary>
/// <param name="tag">The tag.</param>
internal sealed class Series(string tag)
{
    // Sums of differences to the first finite value lose nothing to cancellation where all values are large and alike.
    private double _origin;
    private double _sum;
    private double _squares;

    /// <summary>The tag.</summary>
    public string Tag { get; } = tag;

    /// <summary>How many values there are.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them are NaN.</summary>
    public long NaNs { get; private set; }

    /// <summary>How many of them are infinite.</summary>
    public long Infinities { get; private set; }

    /// <summary>The step of the first value that is not finite.</summary>
    public long? FirstNonFiniteStep { get; private set; }

    /// <summary>The first value.</summary>
    public double First { get; private set; }

    /// <summary>The last value.</summary>
    public double Last { get; private set; }

    /// <summary>The first value's step.</summary>
    public long FirstStep { get; private set; }

    /// <summary>The last value's step.</summary>
    public long LastStep { get; private set; }

    /// <summary>The greatest step.</summary>
    public long GreatestStep { get; private set; }

    /// <summary>The first value's time, in seconds since 1970 UTC.</summary>
    public double FirstTime { get; private set; }

    /// <summary>The last value's time.</summary>
    public double LastTime { get; private set; }

    /// <summary>The least finite value; positive infinity if there is none.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>The greatest finite value; negative infinity if there is none.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>The first step of the least value.</summary>
    public long MinStep { get; private set; }

    /// <summary>The first step of the greatest value.</summary>
    public long MaxStep { get; private set; }

    /// <summary>How often a step is less than the one before it.</summary>
    public long BackwardSteps { get; private set; }

    /// <summary>How far the steps went back at most.</summary>
    public long GreatestReturn { get; private set; }

    /// <summary>How many values are finite.</summary>
    public long Finite => Count - NaNs - Infinities;

    /// <summary>The mean of the finite values; NaN if there is none.</summary>
    public double Mean => _origin + (_sum / Finite);

    /// <summary>The standard deviation of the finite values (n - 1); NaN for fewer than two.</summary>
    public double Std => Finite < 2 ? double.NaN : Math.Sqrt(Math.Max(0, _squares - (_sum * _sum / Finite)) / (Finite - 1));

    /// <summary>The curve.</summary>
    public Curve Curve { get; } = new();

    /// <summary>Adds a value.</summary>
    public void Add(long step, double wallTime, double value)
    {
        Count++;
        if (step <= LastStep || Count == 1)
        {
            StepDoesNotRise(step, wallTime, value);
        }
        else if (step > GreatestStep)
        {
            GreatestStep = step;
        }

        (Last, LastStep, LastTime) = (value, step, wallTime);
        Curve.Add(step, wallTime, value);
        if (!double.IsFinite(value))
        {
            AddNonFinite(step, value);
            return;
        }

        if (Finite == 1)
        {
            _origin = value;
        }

        double difference = value - _origin;
        _sum += difference;
        _squares += difference * difference;
        if (value < Min)
        {
            (Min, MinStep) = (value, step);
        }

        if (value > Max)
        {
            (Max, MaxStep) = (value, step);
        }
    }

    private void StepDoesNotRise(long step, double wallTime, double value)
    {
        if (Count == 1)
        {
            (First, FirstStep, FirstTime, GreatestStep) = (value, step, wallTime, step);
        }
        else if (step < LastStep)
        {
            BackwardSteps++;
            GreatestReturn = Math.Max(GreatestReturn, LastStep - step);
        }
    }

    private void AddNonFinite(long step, double value)
    {
        FirstNonFiniteStep ??= step;
        if (double.IsNaN(value))
        {
            NaNs++;
        }
        else
        {
            Infinities++;
        }
    }
}
