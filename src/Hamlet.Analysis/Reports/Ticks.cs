namespace Hamlet.Analysis.Reports;

/// <summary>Round numbers along an axis.</summary>
internal static class Ticks
{
    /// <summary>Numbers of one, two or five times a power of ten, within a range.</summary>
    /// <param name="low">Where the range begins.</param>
    /// <param name="high">Where it ends, above that.</param>
    /// <param name="wanted">About how many.</param>
    public static IReadOnlyList<double> Of(double low, double high, int wanted)
    {
        double rough = (high - low) / wanted;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        var ticks = new List<double>();
        if (!double.IsFinite(step) || step <= 0)
        {
            return ticks;
        }

        for (double i = Math.Ceiling(low / step); i <= Math.Floor(high / step) && ticks.Count < 2 * wanted + 2; i++)
        {
            // Adding 0 makes a negative zero a plain one.
            ticks.Add((i * step) + 0.0);
        }

        return ticks;
    }

    /// <summary>A number of an axis, with k, M, G for its thousands.</summary>
    public static string Label(double value) => Math.Abs(value) switch
    {
        >= 1e12 => Diagnoses.Number.Text(value),
        >= 1e9 => $"{Diagnoses.Number.Text(value / 1e9)}G",
        >= 1e6 => $"{Diagnoses.Number.Text(value / 1e6)}M",
        >= 1e4 => $"{Diagnoses.Number.Text(value / 1e3)}k",
        _ => Diagnoses.Number.Text(value),
    };
}
