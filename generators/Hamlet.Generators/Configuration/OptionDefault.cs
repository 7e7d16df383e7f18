using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.Generators.Configuration;

/// <summary>
/// The default of an option as a reference of the options shows it, which is how one would write it in the file where that is possible:
/// <c>1e-3f</c> reads <c>0.001</c>, an enum's value its word, a text has no quotes. Where it is not, there is the code, which is kept apart: as the default of a
/// text it could not be told from one.
/// </summary>
internal sealed class OptionDefault(Compilation compilation, CancellationToken cancel)
{
    private static readonly Regex s_exponent = new("E([+-])0*", RegexOptions.CultureInvariant);
    private static readonly Regex s_space = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>
    /// The default of a property, as a file would say it, null if none could or the property stands in another assembly; and the code that makes it, on one line,
    /// where only a run can tell what comes of that, else null.
    /// </summary>
    public (string? Word, string? Code) Of(IPropertySymbol property, OptionType type) => Declaration(property) switch
    {
        { Initializer.Value: { } value } => Value(value, type) is { } word ? (word, null) : (null, SaysNothing(value) ? null : Text(value)),
        { } when type is { Form: OptionForm.Choice, IsNullable: false } => (Zero(property.Type), null),
        { } => (OfNothing(type), null),
        _ => default,
    };

    private PropertyDeclarationSyntax? Declaration(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) as PropertyDeclarationSyntax;

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

    private string? Value(ExpressionSyntax value, OptionType type) => Bare(value) switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } => OfNothing(type),
        LiteralExpressionSyntax literal => Word(literal.Token.Value),
        CollectionExpressionSyntax list when type.Item is { } item => List(list.Elements, item),
        ImplicitArrayCreationExpressionSyntax array when type.Item is { } item => List(array.Initializer.Expressions, item),
        ArrayCreationExpressionSyntax { Initializer: { } elements } when type.Item is { } item => List(elements.Expressions, item),
        BaseObjectCreationExpressionSyntax made when !TakesArguments(made) => Made(made.Initializer, type),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } or InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" }, ArgumentList.Arguments.Count: 0,
        } when Empty(type) is { } empty => empty,
        { } other => Constant(other),
    };

    private static ExpressionSyntax Bare(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax inner => Bare(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => Bare(inner.Operand),
        _ => value,
    };

    // A record that is made as it is has the defaults of its own options, which stand with these.
    private static bool SaysNothing(ExpressionSyntax value) => Bare(value) switch
    {
        BaseObjectCreationExpressionSyntax made => !TakesArguments(made) && made.Initializer is null,
        { } bare => bare.RawKind is (int)SyntaxKind.DefaultLiteralExpression,
    };

    private static bool TakesArguments(BaseObjectCreationExpressionSyntax made) => made.ArgumentList is { Arguments.Count: > 0 };

    private static string? Empty(OptionType type) => type.Form switch
    {
        OptionForm.Map => "{}",
        OptionForm.List => "[]",
        OptionForm.Text => "",
        _ => null,
    };

    private string? Made(InitializerExpressionSyntax? initial, OptionType type) => (type.Form, initial) switch
    {
        (OptionForm.List or OptionForm.Map, null or { Expressions.Count: 0 }) => Empty(type),
        (OptionForm.List, { RawKind: (int)SyntaxKind.CollectionInitializerExpression }) => List(initial.Expressions, type.Item!),
        (OptionForm.Record, { RawKind: (int)SyntaxKind.ObjectInitializerExpression, Expressions.Count: > 0 }) => Joined("{", initial.Expressions.Select(Entry), "}"),
        _ => null,
    };

    private string? Entry(ExpressionSyntax assignment) =>
        assignment is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Right: { } value }
            && compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name, cancel).Symbol is IPropertySymbol property
            && OptionType.Parse(property.Type) is { } type
            && Value(value, type) is { } word
                ? $"{OptionsMembers.Keys(property).Key}: {word}"
                : null;

    // An element that is no expression is a spread.
    private string? List(IEnumerable<SyntaxNode> elements, OptionType item) => Joined(
        "[",
        elements.Select(element => ((element as ExpressionElementSyntax)?.Expression ?? element as ExpressionSyntax) is { } value ? Value(value, item) : null),
        "]");

    private static string? Joined(string open, IEnumerable<string?> parts, string close)
    {
        string?[] all = [.. parts];
        return all.Contains(null) ? null : $"{open}{string.Join(", ", all)}{close}";
    }

    private string? Constant(ExpressionSyntax value)
    {
        SemanticModel model = compilation.GetSemanticModel(value.SyntaxTree);
        Optional<object?> constant = model.GetConstantValue(value, cancel);
        if (model.GetTypeInfo(value, cancel).Type is { TypeKind: TypeKind.Enum } choices)
        {
            IFieldSymbol? member = model.GetSymbolInfo(value, cancel).Symbol as IFieldSymbol;
            member = member is { HasConstantValue: true } && member.ContainingType.TypeKind == TypeKind.Enum
                ? member
                : OptionType.MembersOf(choices).FirstOrDefault(m => constant.HasValue && Equals(m.ConstantValue, constant.Value));
            return member is null ? null : Naming.SnakeCase(member.Name);
        }

        return constant.HasValue ? Word(constant.Value) : null;
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
