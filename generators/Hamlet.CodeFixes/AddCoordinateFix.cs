using System.Composition;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>HAM0052 and HAM0053: marks the property that is the step or the episode, or adds one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddCoordinateFix : HamletCodeFix
{
    /// <summary>Makes the fix.</summary>
    public AddCoordinateFix()
        : base(Descriptors.MetricStepMissing.Id, Descriptors.MetricEpisodeMissing.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic)
    {
        if (declaration is not TypeDeclarationSyntax record)
        {
            return null;
        }

        string role = diagnostic.Id == Descriptors.MetricStepMissing.Id ? "Step" : "Episode";
        return Candidate(record, role) is { } found
            ? ($"Mark it [{role}]", Change.Of(found, Syntax.With(found, role, null)))
            : ($"Add a [{role}]", Change.Of(record, Extended(record, role)));
    }

    // Named after it, a whole number, and nothing else yet.
    private static SyntaxNode? Candidate(TypeDeclarationSyntax record, string role) => (record.ParameterList?.Parameters ?? default)
        .Select(static p => ((SyntaxNode)p, p.Identifier.Text, p.Type))
        .Concat(record.Members.OfType<PropertyDeclarationSyntax>().Select(static p => ((SyntaxNode)p, p.Identifier.Text, (TypeSyntax?)p.Type)))
        .Where(found => found.Text.EndsWith(role, StringComparison.Ordinal) && found.Item3?.ToString() is "int" or "long")
        .Select(static found => found.Item1)
        .FirstOrDefault(static node => Syntax.Attributes(node).Count == 0);

    private static TypeDeclarationSyntax Extended(TypeDeclarationSyntax record, string role)
    {
        if (record.ParameterList is { } list)
        {
            ParameterSyntax parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(role))
                .WithType(SyntaxFactory.ParseTypeName("long").WithTrailingTrivia(SyntaxFactory.Space));
            ParameterSyntax marked = (ParameterSyntax)Syntax.With(parameter, role, null);
            return record.WithParameterList(list.WithParameters(list.Parameters.Insert(0, marked)));
        }

        MemberDeclarationSyntax property = SyntaxFactory.ParseMemberDeclaration($"[{role}] public long {role} {{ get; init; }}")!
            .WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        return record.WithMembers(record.Members.Insert(0, property));
    }
}
