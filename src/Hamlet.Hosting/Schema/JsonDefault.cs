using System.Globalization;
using System.Text.Json.Nodes;
using Hamlet.Configuration;

namespace Hamlet.Hosting.Schema;

/// <summary>The default of an option as JSON, where it is one value.</summary>
internal static class JsonDefault
{
    /// <summary>The default; null where there is none, or where it is a null, a list or a map.</summary>
    public static JsonNode? Of(OptionKey key) => (key.Kind, key.Default) switch
    {
        (_, null or "null") => null,
        (OptionKind.Boolean, "true") => true,
        (OptionKind.Boolean, "false") => false,
        (OptionKind.Integer, var text) when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) => number,
        (OptionKind.Number, var text) when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number) => number,
        (OptionKind.Text or OptionKind.Choice, var text) => text,
        _ => null,
    };
}
