namespace Hamlet;

/// <summary>The values that a number (or each number of a list) may take.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute(double min, double max) : Attribute
{
    /// <summary>The smallest value.</summary>
    public double Min { get; } = min;

    /// <summary>The greatest value; <see cref="double.PositiveInfinity"/> for none.</summary>
    public double Max { get; } = max;

    /// <summary>Whether <see cref="Min"/> itself is outside.</summary>
    public bool MinExclusive { get; set; }

    /// <summary>Whether <see cref="Max"/> itself is outside.</summary>
    public bool MaxExclusive { get; set; }
}
