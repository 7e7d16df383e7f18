using System.Collections.Immutable;
using System.Globalization;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Configuration;

/// <summary>HAM0015: a default is checked by nobody at run time, and writing it down would make an error of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionDefaultRangeAnalyzer : DiagnosticAnalyzer
{
    private const string NoWord = "its enum has a word for";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.OptionDefaultOutside];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        // On the syntax, which comes with a semantic model: the value of an initialiser is a constant of C#.
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.PropertyDeclaration);
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        var syntax = (PropertyDeclarationSyntax)context.Node;
        if ((syntax.AttributeLists.Count == 0 && syntax.Initializer is null)
            || context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not { IsRequired: false, IsAbstract: false } property
            || !OptionsMembers.IsOption(property)
            || OptionType.Parse(property.Type) is not { } type)
        {
            return;
        }

        bool isOfOptions = property.ContainingType.FindAttribute(KnownNames.OptionsAttribute) is not null;
        OptionRange? range = OptionRange.Of(property);
        string[] words = [.. OptionsMembers.Words(property)];
        foreach ((object? value, SyntaxNode place) in Values(syntax, type, context))
        {
            string? refuses = value switch
            {
                string text => words.Length > 0 && !words.Contains(text, StringComparer.Ordinal) ? "its [OneOf] allows" : null,
                double.NaN => isOfOptions || range is not null ? "a file can say" : null,
                IConvertible number and not bool and not char when type.Leaf.Form == OptionForm.Choice =>
                    isOfOptions && !HasMember(OptionType.EnumOf(property.Type)!, number) ? NoWord : null,
                IConvertible number and not bool and not char =>
                    range is not null && !range.Contains(Convert.ToDouble(number, CultureInfo.InvariantCulture)) ? "its [Range] allows" : null,
                _ => null,
            };
            if (refuses is not null)
            {
                string shown = refuses == NoWord ? place.ToString() : Convert.ToString(value, CultureInfo.InvariantCulture)!;
                object[] arguments = [shown, property.Name, refuses];
                context.ReportDiagnostic(RuleReport.Create(Descriptors.OptionDefaultOutside, place.GetLocation(), arguments));
            }
        }
    }

    // The constants of an initialiser: its own, or those of the items of a list. Without one, a number is 0.
    private static IEnumerable<(object? Value, SyntaxNode Place)> Values(
        PropertyDeclarationSyntax syntax, OptionType type, SyntaxNodeAnalysisContext context)
    {
        if (syntax.Initializer is null)
        {
            bool isZero = !type.IsNullable && type.Form is OptionForm.Int32 or OptionForm.Int64 or OptionForm.UInt64 or OptionForm.Single or OptionForm.Double;
            return isZero && syntax.ExpressionBody is null ? [(0, syntax)] : [];
        }

        IEnumerable<ExpressionSyntax> expressions = syntax.Initializer.Value switch
        {
            CollectionExpressionSyntax list => list.Elements.OfType<ExpressionElementSyntax>().Select(static e => e.Expression),
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
            var one => [one],
        };
        return expressions
            .Select(e => (context.SemanticModel.GetConstantValue(e, context.CancellationToken), e))
            .Where(static found => found.Item1.HasValue)
            .Select(static found => (Narrow(found.Item1.Value), (SyntaxNode)found.e));
    }

    // A file has a word for each member, and none for several at once.
    private static bool HasMember(ITypeSymbol type, IConvertible number) => OptionType.MembersOf(type).Any(
        f => Convert.ToDecimal(f.ConstantValue, CultureInfo.InvariantCulture) == Convert.ToDecimal(number, CultureInfo.InvariantCulture));

    // 0.995f is 0.99500000476 as a double: a range is meant for the number that was written.
    private static object? Narrow(object? value) =>
        value is float single ? double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;
}
