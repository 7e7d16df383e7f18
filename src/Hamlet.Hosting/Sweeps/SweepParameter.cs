using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Randomness;
using Hamlet.Training.Sweeps;

namespace Hamlet.Hosting.Sweeps;

/// <summary>What is varied: a key with the values that it may have.</summary>
/// <param name="Key">The key, with points.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Values">The values; empty where there is a range.</param>
/// <param name="Range">The range; null where there are values.</param>
internal sealed record SweepParameter(string Key, ConfigSpan Span, IReadOnlyList<ConfigNode> Values, SweepRangeOptions? Range)
{
    /// <summary>A value.</summary>
    public SweepChoice Choose(ConfigNode value) => new(Key, Span, value);

    /// <summary>A value drawn at random.</summary>
    public SweepChoice Draw(ref RandomStream random) => Choose(Range is { } range
        ? new ConfigScalar(Draw(range, random.NextDouble()), Span)
        : Values[random.NextInt32(Values.Count)]);

    /// <summary>The number that stands at a share of a range, in four digits: more would say nothing, and could not be read.</summary>
    internal static string Draw(SweepRangeOptions range, double share)
    {
        // A whole number at an end is as likely as one between.
        (double from, double to) = range.Whole ? (range.From - 0.5, range.To + 0.5) : (range.From, range.To);
        double value = range.Scale == SweepScale.Log
            ? Math.Exp(Math.Log(Math.Max(from, 0.5 * range.From)) + (share * (Math.Log(to) - Math.Log(Math.Max(from, 0.5 * range.From)))))
            : from + (share * (to - from));
        value = range.Whole ? Math.Round(value) : double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Clamp(value, range.From, range.To).ToString("R", CultureInfo.InvariantCulture);
    }
}
