using System.Globalization;

namespace Hamlet.Configuration;

/// <summary>The words that the codecs' error messages share.</summary>
internal static class CodecText
{
    public static string Describe(ConfigNode node) => node is ConfigScalar { IsNull: false } scalar ? $"'{scalar.Text}'" : node.Kind;

    public static string Range(OptionKey key)
    {
        string min = key.Min.ToString(CultureInfo.InvariantCulture);
        string max = key.Max.ToString(CultureInfo.InvariantCulture);
        string above = key.MinExclusive ? $"above {min}" : $"at least {min}";
        string below = key.MaxExclusive ? $"below {max}" : $"at most {max}";
        return (double.IsNegativeInfinity(key.Min), double.IsPositiveInfinity(key.Max)) switch
        {
            (true, true) => "finite",
            (true, false) => below,
            (false, true) => above,
            _ => $"{above} and {below}",
        };
    }

    public static bool InRange(double value, OptionKey key) =>
        (key.MinExclusive ? value > key.Min : value >= key.Min) && (key.MaxExclusive ? value < key.Max : value <= key.Max);
}
