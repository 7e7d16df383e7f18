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

        if (T.IsNaN(value))
        {
            binder.Error(node.Span, $"'{key.Name}' is a number, and {scalar.Text} says that it is none");
            return false;
        }

        if (!CodecText.InRange(ShortestDouble(value), key))
        {
            binder.Error(node.Span, $"'{key.Name}' is {CodecText.Range(key)}, not {scalar.Text}");
            return false;
        }

        return true;
    }

    // Shortest text that reads back as the same bits ("R" is the default in .NET), and YAML's words for what is no number of digits. NaN is no value of
    // an option, but a record made in code may have it, and its file should say so in YAML.
    public override ConfigNode Write(T value, ConfigWriter writer)
    {
        string text = T.IsPositiveInfinity(value) ? ".inf"
            : T.IsNegativeInfinity(value) ? "-.inf"
            : T.IsNaN(value) ? ".nan"
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

        if (text is ".nan" or ".NaN" or ".NAN")
        {
            value = T.NaN;
            return true;
        }

        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return T.TryParse(text.Replace("_", "", StringComparison.Ordinal), style, CultureInfo.InvariantCulture, out value)
            && T.IsFinite(value);
    }
}
