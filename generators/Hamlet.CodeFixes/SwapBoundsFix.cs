using System.Composition;
using Hamlet.Generators;
using Hamlet.Generators.Configuration;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>HAM0016: gives the smaller bound of a range first. Which words a text may be, or whether a bound was to be left out, nobody can tell.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SwapBoundsFix : HamletCodeFix
{
    /// <summary>Makes the fix.</summary>
    public SwapBoundsFix()
        : base(Descriptors.OptionWithoutChoice.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic)
    {
        // With more than the two bounds one is excluded by its name, and would be another one afterwards.
        if (Argument(diagnostic, 0) != OptionsMembers.AsWritten(KnownNames.RangeAttribute)
            || model.GetDeclaredSymbol(declaration) is not IPropertySymbol property
            || OptionRange.Of(property) is not { } range
            || !(range.Min > range.Max)
            || Syntax.Find(declaration, "Range")?.ArgumentList?.Arguments is not { Count: 2 } bounds
            || bounds.Any(static b => b.NameColon is not null))
        {
            return null;
        }

        ExpressionSyntax[] given = [.. bounds.Select(static b => b.Expression)];
        return ("Swap its bounds", new Change(given, (old, _) => old == given[0] ? given[1].WithTriviaFrom(old) : given[0].WithTriviaFrom(old)));
    }
}
