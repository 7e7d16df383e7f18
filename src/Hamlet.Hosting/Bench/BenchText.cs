using System.Globalization;

namespace Hamlet.Hosting.Bench;

/// <summary>Figures as text, the same in every country.</summary>
internal static class BenchText
{
    /// <summary>A whole number with its thousands apart.</summary>
    public static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with one decimal.</summary>
    public static string Tenths(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>A share as a whole percentage.</summary>
    public static string Percent(double share) => $"{(100 * share).ToString("F0", CultureInfo.InvariantCulture)} %";

    /// <summary>A speed of arithmetic, and what share of the greatest possible one it is.</summary>
    public static string OfPeak(double flops, double peak) => $"{Tenths(flops / 1e9)} GFLOP/s ({Percent(flops / peak)} of the peak)";
}
