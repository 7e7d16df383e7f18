using System.Globalization;
using System.Numerics;

namespace Hamlet.Configuration;

internal sealed class NumberCodec<T> : ConfigCodec<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    public override bool TryRead(ConfigNode node, OptionKey key, ConfigBinder binder, out T value)
    {
        value = default;
        if (node is not ConfigScalar { Quoted: false, IsNull: false } scalar || !TryParse(scalar.Text, out value))
        {
            binder.Error(node.Span, $"'{key.Name}' is a number, not {CodecText.Describe(node)}");
            return false;
        }

        if (T.IsNaN(value) || !CodecText.InRange(ShortestDouble(value), key))
        {
            binder.Error(node.Span, $"'{key.Name}' is {CodecText.Range(key)}, not {scalar.Text}");
            return false;
        }

        return true;
    }

    // Shortest text that reads back as the same bits ("R" is the default in .NET).
    public override ConfigNode Write(T value, ConfigWriter writer)
    {
        string text = T.IsPositiveInfinity(value) ? ".inf"
            : T.IsNegativeInfinity(value) ? "-.inf"
            : value.ToString(null, CultureInfo.InvariantCulture);
        return new ConfigScalar(text, default);
    }

    // 0.995f is 0.99500000476 as a double: a range is meant for the number that the user wrote.
    private static double ShortestDouble(T value) =>
        double.Parse(value.ToString(null, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static bool TryParse(string text, out T value)
    {
        if (text is ".inf" or ".Inf" or ".INF")
        {
            value = T.PositiveInfinity;
            return true;
        }

        if (text is "-.inf" or "-.Inf" or "-.INF")
        {
            value = T.NegativeInfinity;
            return true;
        }

        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return T.TryParse(text.Replace("_", "", StringComparison.Ordinal), style, CultureInfo.InvariantCulture, out value)
            && T.IsFinite(value);
    }
}
