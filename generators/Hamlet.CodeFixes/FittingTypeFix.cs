using System.Composition;
using Hamlet.Generators;
using Hamlet.Generators.Configuration;
using Hamlet.Generators.Diagnostics;
using Hamlet.Generators.Metrics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>
/// HAM0011 and HAM0056: gives a property the type that takes whatever its own one holds. Where values would have to be converted by hand, how is not for
/// a fix to say.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FittingTypeFix : HamletCodeFix
{
    /// <summary>Makes the fix.</summary>
    public FittingTypeFix()
        : base(Descriptors.OptionTypeUnsupported.Id, Descriptors.MetricType.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic)
    {
        TypeSyntax? written = declaration is PropertyDeclarationSyntax p ? p.Type : (declaration as ParameterSyntax)?.Type;
        TypeSyntax? bare = written is NullableTypeSyntax nullable ? nullable.ElementType : written;
        if (bare is null || model.GetTypeInfo(bare).Type is not { } type)
        {
            return null;
        }

        ITypeSymbol? fitting = diagnostic.Id == Descriptors.OptionTypeUnsupported.Id ? Collection(type, model.Compilation)
            : written == bare && CanBeRead(declaration, model) ? Metric(Argument(diagnostic, 1), model.Compilation)
            : null;
        return fitting is not null && Takes(fitting, type, declaration, model)
            ? ($"Make it {fitting.ToMinimalDisplayString(model, bare.SpanStart)}", Change.Of(bare, Syntax.Known(fitting).WithTriviaFrom(bare)))
            : null;
    }

    // What is static or cannot be read has another fault.
    private static bool CanBeRead(SyntaxNode declaration, SemanticModel model) =>
        declaration is ParameterSyntax || model.GetDeclaredSymbol(declaration) is IPropertySymbol
        {
            IsStatic: false, GetMethod: not null, ExplicitInterfaceImplementations.IsEmpty: true,
        };

    private static ITypeSymbol? Metric(string role, Compilation compilation) => role switch
    {
        nameof(MetricRole.Step) or nameof(MetricRole.Episode) => compilation.GetSpecialType(SpecialType.System_Int64),
        nameof(MetricRole.Agent) => compilation.GetSpecialType(SpecialType.System_Int32),
        nameof(MetricRole.Histogram) => Of(compilation, KnownNames.ReadOnlyMemory, compilation.GetSpecialType(SpecialType.System_Single)),
        _ => null,
    };

    // An array or a List is a list, a Dictionary with texts as keys is a map, of what a file can hold.
    private static ITypeSymbol? Collection(ITypeSymbol type, Compilation compilation)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            return Supported(Of(compilation, KnownNames.ReadOnlyList, array.ElementType));
        }

        INamedTypeSymbol? map = type.AllInterfaces.FirstOrDefault(
            static i => i.Is(KnownNames.ReadOnlyDictionary) && i.TypeArguments[0].SpecialType == SpecialType.System_String);
        return Supported(map ?? type.AllInterfaces.FirstOrDefault(static i => i.Is(KnownNames.ReadOnlyList)));
    }

    private static ITypeSymbol? Supported(ITypeSymbol? type) => type is not null && OptionType.Parse(type) is not null ? type : null;

    private static INamedTypeSymbol? Of(Compilation compilation, string generic, ITypeSymbol item) =>
        compilation.GetTypeByMetadataName(generic)?.Construct([item], [item.NullableAnnotation]);

    private static bool Takes(ITypeSymbol fitting, ITypeSymbol type, SyntaxNode declaration, SemanticModel model)
    {
        if (!model.Compilation.ClassifyConversion(type, fitting).IsImplicit)
        {
            return false;
        }

        EqualsValueClauseSyntax? initial = declaration is PropertyDeclarationSyntax property ? property.Initializer : ((ParameterSyntax)declaration).Default;
        return initial?.Value switch
        {
            null => true,
            // An interface cannot be made, and braces alone are those of an array.
            ImplicitObjectCreationExpressionSyntax or InitializerExpressionSyntax => false,
            CollectionExpressionSyntax => fitting.Is(KnownNames.ReadOnlyList),
            var value => model.ClassifyConversion(value, fitting).IsImplicit,
        };
    }
}
