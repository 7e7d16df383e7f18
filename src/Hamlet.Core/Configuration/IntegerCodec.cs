using System.Globalization;
using System.Numerics;

namespace Hamlet.Configuration;

internal sealed class IntegerCodec<T> : ConfigCodec<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override bool TryRead(ConfigNode node, OptionKey key, ConfigBinder binder, out T value)
    {
        value = default;
        if (node is not ConfigScalar { Quoted: false, IsNull: false } scalar || !TryParse(scalar.Text, out value))
        {
            binder.Error(node.Span, node is ConfigScalar { Quoted: false } number && Beyond(number.Text, key) is { } range
                ? $"'{key.Name}' is {range}, not {number.Text}"
                : $"'{key.Name}' is a whole number, not {CodecText.Describe(node)}");
            return false;
        }

        if (!CodecText.InRange(double.CreateSaturating(value), key))
        {
            binder.Error(node.Span, $"'{key.Name}' is {CodecText.Range(key)}, not {scalar.Text}");
            return false;
        }

        return true;
    }

    public override ConfigNode Write(T value, ConfigWriter writer) =>
        new ConfigScalar(value.ToString(null, CultureInfo.InvariantCulture), default);

    // What range a whole number is out of that the type cannot hold: the key's where it has one, else the type's; null for what is no whole number.
    private static string? Beyond(string text, OptionKey key)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || Math.Floor(number) != number)
        {
            return null;
        }

        return number < 0
            ? $"at least {(double.IsNegativeInfinity(key.Min) ? T.MinValue.ToString(null, CultureInfo.InvariantCulture) : key.Min.ToString(CultureInfo.InvariantCulture))}"
            : $"at most {(double.IsPositiveInfinity(key.Max) ? T.MaxValue.ToString(null, CultureInfo.InvariantCulture) : key.Max.ToString(CultureInfo.InvariantCulture))}";
    }

    private static bool TryParse(string text, out T value)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        if (T.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        // 1e6 is how people write a million steps.
        if (decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            && decimal.Truncate(number) == number
            && number >= decimal.CreateSaturating(T.MinValue)
            && number <= decimal.CreateSaturating(T.MaxValue))
        {
            value = T.CreateTruncating(number);
            return true;
        }

        return false;
    }
}
