using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Hamlet.Generators;

/// <summary>Values as C# writes them.</summary>
internal static class Literal
{
    public static string Text(string? value) => value is null ? "null" : SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Texts(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Text))}]";

    public static string Switch(bool value) => value ? "true" : "false";

    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double.NaN => "double.NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
