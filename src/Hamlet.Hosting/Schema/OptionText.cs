using System.Globalization;
using Hamlet.Configuration;

namespace Hamlet.Hosting.Schema;

/// <summary>What is known of an option, in words.</summary>
internal static class OptionText
{
    /// <summary>What its value is: <c>whole number</c>, <c>list of texts</c>.</summary>
    public static string Type(OptionKey key)
    {
        string type = key.Kind switch
        {
            OptionKind.Boolean => "true or false",
            OptionKind.Integer => "whole number",
            OptionKind.Number => "number",
            OptionKind.Text or OptionKind.Choice when key.Choices.Count > 0 => string.Join(", ", key.Choices.Select(static c => $"`{c}`")),
            OptionKind.Text or OptionKind.Choice => "text",
            OptionKind.List => $"list: {Type(key.Item!)}",
            OptionKind.Map => $"map: {Type(key.Item!)}",
            _ => "map of keys",
        };
        return $"{type}{(key.FromFile && key.Kind == OptionKind.Record ? ", or the path of a file" : "")}{(key.Nullable ? ", or null" : "")}";
    }

    /// <summary>The numbers that it may be; empty for all.</summary>
    public static string Range(OptionKey key)
    {
        string min = key.Min.ToString("R", CultureInfo.InvariantCulture);
        string max = key.Max.ToString("R", CultureInfo.InvariantCulture);
        string above = key.MinExclusive ? $"above {min}" : $"at least {min}";
        string below = key.MaxExclusive ? $"below {max}" : $"at most {max}";
        // The bound of a type says nothing about the option.
        bool noMax = double.IsPositiveInfinity(key.Max) || key.Max == int.MaxValue;
        return (double.IsNegativeInfinity(key.Min), noMax) switch
        {
            (true, true) => "",
            (true, false) => below,
            (false, true) => above,
            _ => $"{above}, {below}",
        };
    }

    /// <summary>Its default, code with <c>C#:</c> before it; "required" where it has none.</summary>
    public static string Default(OptionKey key) => key switch
    {
        { Required: true } => "required",
        { DefaultCode: { } code } => $"C#: {code}",
        { Default: "" } => "\"\"",
        _ => key.Default ?? "",
    };

    /// <summary>All of it, as an editor shows it beside the key.</summary>
    public static string Hover(OptionKey key)
    {
        string[] facts =
        [
            .. !key.Required && Default(key) is { Length: > 0 } value ? [$"Default: {value}"] : Array.Empty<string>(),
            .. Range(key) is { Length: > 0 } range ? [$"Range: {range}"] : Array.Empty<string>(),
            .. key.Unit is { } unit ? [$"Unit: {unit}"] : Array.Empty<string>(),
        ];
        return string.Join("\n\n", new[] { key.Description, string.Join(". ", facts) }.Where(static part => part.Length > 0));
    }
}
