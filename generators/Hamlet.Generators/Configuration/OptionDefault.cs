using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.Generators.Configuration;

/// <summary>
/// The default of an option as a reference of the options shows it, which is how one would write it in the file where that is possible:
/// <c>1e-3f</c> reads <c>0.001</c>, an enum's value its word, a text has no quotes.
/// </summary>
internal sealed class OptionDefault(Compilation compilation, CancellationToken cancel)
{
    private static readonly Regex s_exponent = new("E([+-])0*", RegexOptions.CultureInvariant);
    private static readonly Regex s_space = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>The default of a property; null if it is known only at run time or the property stands in another assembly.</summary>
    public string? Of(IPropertySymbol property, OptionType type) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) switch
        {
            PropertyDeclarationSyntax { Initializer.Value: { } value } => Pretty(value, type),
            PropertyDeclarationSyntax when type is { Form: OptionForm.Choice, IsNullable: false } => Zero(property.Type),
            PropertyDeclarationSyntax => OfNothing(type),
            _ => null,
        };

    private static string? Zero(ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(static f => f.HasConstantValue && Convert.ToDecimal(f.ConstantValue, CultureInfo.InvariantCulture) == 0) is { } member
            ? Naming.SnakeCase(member.Name)
            : null;

    private static string? OfNothing(OptionType type) => type switch
    {
        { IsNullable: true } => "null",
        { Form: OptionForm.Boolean } => "false",
        { Form: OptionForm.Text or OptionForm.Record or OptionForm.List or OptionForm.Map or OptionForm.Choice } => null,
        _ => "0",
    };

    private string? Pretty(ExpressionSyntax value, OptionType type) => value switch
    {
        ParenthesizedExpressionSyntax inner => Pretty(inner.Expression, type),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => Pretty(inner.Operand, type),
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } => OfNothing(type),
        BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null } => null,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } when type.Form is OptionForm.Map => "{}",
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } when type.Form is OptionForm.List => "[]",
        CollectionExpressionSyntax list when type.Item is { } item => List(list.Elements, item),
        ImplicitArrayCreationExpressionSyntax array when type.Item is { } item => List(array.Initializer.Expressions, item),
        LiteralExpressionSyntax literal => Word(literal.Token.Value) ?? Text(value),
        _ => Constant(value) ?? Text(value),
    };

    // An element that is no expression is a spread.
    private string List(IEnumerable<SyntaxNode> elements, OptionType item)
    {
        IEnumerable<string> words = elements.Select(element =>
            ((element as ExpressionElementSyntax)?.Expression ?? element as ExpressionSyntax) is { } value
                ? Pretty(value, item) ?? Text(value)
                : Text(element));
        return $"[{string.Join(", ", words)}]";
    }

    private string? Constant(ExpressionSyntax value)
    {
        SemanticModel model = compilation.GetSemanticModel(value.SyntaxTree);
        if (model.GetTypeInfo(value, cancel).Type is { TypeKind: TypeKind.Enum })
        {
            return model.GetSymbolInfo(value, cancel).Symbol is IFieldSymbol member ? Naming.SnakeCase(member.Name) : null;
        }

        return model.GetConstantValue(value, cancel) is { HasValue: true, Value: var constant } ? Word(constant) : null;
    }

    private static string? Word(object? constant) => constant switch
    {
        null => "null",
        string text => text,
        bool value => value ? "true" : "false",
        double.PositiveInfinity or float.PositiveInfinity => ".inf",
        double.NegativeInfinity or float.NegativeInfinity => "-.inf",
        double number => Short(number.ToString("R", CultureInfo.InvariantCulture)),
        float number => Short(number.ToString("R", CultureInfo.InvariantCulture)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    // 1E-08 is 1e-8, 1E+20 is 1e20.
    private static string Short(string number) => s_exponent.Replace(number, static e => e.Groups[1].Value == "-" ? "e-" : "e");

    private static string Text(SyntaxNode expression) => s_space.Replace(expression.ToString(), " ");
}
