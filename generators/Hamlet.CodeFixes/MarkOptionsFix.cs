using System.Composition;
using Hamlet.Generators.Configuration;
using Hamlet.Generators.Diagnostics;
using Hamlet.Generators.Plugins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>HAM0011, HAM0019 and HAM0032: marks the record that has options, in whatever file it stands, and makes it partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MarkOptionsFix : HamletCodeFix
{
    /// <summary>Makes the fix.</summary>
    public MarkOptionsFix()
        : base(Descriptors.OptionTypeUnsupported.Id, Descriptors.OptionAttributeElsewhere.Id, Descriptors.PluginOptions.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic)
    {
        ITypeSymbol? meant = model.GetDeclaredSymbol(declaration) switch
        {
            IPropertySymbol property when diagnostic.Id == Descriptors.OptionTypeUnsupported.Id => OptionType.Innermost(property.Type),
            IPropertySymbol property => property.ContainingType,
            INamedTypeSymbol plugin => PluginShape.Constructor(plugin)?.Parameters.FirstOrDefault()?.Type,
            _ => null,
        };
        return meant is INamedTypeSymbol record && CanBeMarked(record) && Declaration(record) is { } first
            ? ($"Mark {record.Name} [Options]", Marked(first, record))
            : null;
    }

    // What would only get another diagnostic is no repair.
    private static bool CanBeMarked(INamedTypeSymbol record)
    {
        for (INamedTypeSymbol? t = record; t is not null; t = t.ContainingType)
        {
            if (t.IsFileLocal)
            {
                return false;
            }
        }

        return record.IsReferenceType && !OptionType.IsOptions(record) && OptionsMembers.WhyNotMade(record) is null;
    }

    private static TypeDeclarationSyntax? Declaration(INamedTypeSymbol record) =>
        record.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as TypeDeclarationSyntax;

    private static Change Marked(TypeDeclarationSyntax record, INamedTypeSymbol symbol)
    {
        // One part of a type that is partial somewhere is partial itself, or it would not compile.
        TypeDeclarationSyntax[] changed =
        [
            record,
            .. record.Ancestors().OfType<TypeDeclarationSyntax>().Where(static t => !t.Modifiers.Any(SyntaxKind.PartialKeyword)),
        ];
        return new Change(changed, (old, rewritten) =>
        {
            var type = (TypeDeclarationSyntax)rewritten;
            TypeDeclarationSyntax partial = type.Modifiers.Any(SyntaxKind.PartialKeyword) ? type : Syntax.With(type, SyntaxKind.PartialKeyword);
            return old == record ? Syntax.With(partial, Syntax.Known("Hamlet.Options"), null) : partial;
        });
    }
}
