using System.Globalization;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Numbers as a person reads them.</summary>
internal static class Number
{
    /// <summary>Four digits that count: 0.01234, 123.4, 1.234e+07.</summary>
    public static string Text(double value)
    {
        double size = Math.Abs(value);
        string format = size switch
        {
            _ when !double.IsFinite(value) => "G",
            >= 1e6 or (< 1e-4 and > 0) => "0.###e+00",
            >= 1000 => "#,##0.#",
            >= 100 => "0.#",
            >= 10 => "0.##",
            >= 1 => "0.###",
            _ => "0.####",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A step, with its thousands.</summary>
    public static string Step(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A share, in percent.</summary>
    public static string Percent(double value) => (100 * value).ToString(Math.Abs(value) < 0.1 ? "0.#" : "0", CultureInfo.InvariantCulture) + " %";
}
