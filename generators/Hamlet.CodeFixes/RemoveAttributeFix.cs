using System.Composition;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>HAM0013, HAM0019, HAM0054, HAM0055, HAM0060 and HAM0062: takes the attribute away that does nothing, or nothing good.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveAttributeFix : HamletCodeFix
{
    /// <summary>Makes the fix.</summary>
    public RemoveAttributeFix()
        : base(
            Descriptors.AttributeWithoutEffect.Id,
            Descriptors.OptionAttributeElsewhere.Id,
            Descriptors.MetricRoleTwice.Id,
            Descriptors.MetricAttributesTwice.Id,
            Descriptors.UnusedTagPart.Id,
            Descriptors.MetricAttributeElsewhere.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic)
    {
        string name = diagnostic.Id == Descriptors.MetricRoleTwice.Id ? Argument(diagnostic, 1)
            : diagnostic.Id == Descriptors.MetricAttributesTwice.Id ? Argument(diagnostic, 2)
            : diagnostic.Id == Descriptors.UnusedTagPart.Id ? "TagPart"
            : Argument(diagnostic, 0).Trim('[', ']');
        return Syntax.Find(declaration, name) is { } attribute
            ? ($"Remove [{name}]", Change.Of(declaration, Syntax.Without(declaration, attribute)))
            : null;
    }
}
