using Hamlet.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Hamlet.CodeFixes;

/// <summary>Changes of declarations that several fixes make.</summary>
internal static class Syntax
{
    /// <summary>The attributes of a property, a parameter or a type.</summary>
    public static SyntaxList<AttributeListSyntax> Attributes(SyntaxNode declaration) => declaration switch
    {
        MemberDeclarationSyntax member => member.AttributeLists,
        ParameterSyntax parameter => parameter.AttributeLists,
        _ => default,
    };

    /// <summary>An attribute by its short name, however it is qualified.</summary>
    public static AttributeSyntax? Find(SyntaxNode declaration, string name) => Attributes(declaration)
        .SelectMany(static l => l.Attributes)
        .FirstOrDefault(a => Last(a.Name) is var last && (last == name || last == name + "Attribute"));

    /// <summary>The declaration without an attribute, and without the brackets if it stood in them alone.</summary>
    public static SyntaxNode Without(SyntaxNode declaration, AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        return list.Attributes.Count > 1
            ? declaration.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia)!
            : declaration.RemoveNode(list, SyntaxRemoveOptions.KeepLeadingTrivia)!;
    }

    /// <summary>The declaration with an attribute more, on its own line where it is a member.</summary>
    public static SyntaxNode With(SyntaxNode declaration, string name, string? text) => With(declaration, IdentifierName(name), text);

    /// <summary>The same with a name that may be one of <see cref="Known"/>.</summary>
    public static SyntaxNode With(SyntaxNode declaration, NameSyntax name, string? text)
    {
        AttributeSyntax attribute = Attribute(name);
        if (text is not null)
        {
            attribute = attribute.WithArgumentList(AttributeArgumentList(SingletonSeparatedList(AttributeArgument(Text(text)))));
        }

        AttributeListSyntax list = AttributeList(SingletonSeparatedList(attribute));
        return declaration switch
        {
            ParameterSyntax parameter => parameter.WithoutLeadingTrivia()
                .AddAttributeLists(list.WithTrailingTrivia(Space)).WithLeadingTrivia(parameter.GetLeadingTrivia()),
            MemberDeclarationSyntax member => member.WithoutLeadingTrivia()
                .WithAttributeLists(member.AttributeLists.Insert(0, list.WithTrailingTrivia(ElasticSpace))).WithLeadingTrivia(member.GetLeadingTrivia()),
            _ => declaration,
        };
    }

    /// <summary>A name with its namespace, of which an editor leaves away what the file does not need.</summary>
    public static NameSyntax Known(string name) => ParseName("global::" + name).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>The same of a type.</summary>
    public static TypeSyntax Known(ITypeSymbol type) => ParseTypeName(type.ToDisplayString(Formats.Full)).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>The attribute with another text as its first argument.</summary>
    public static AttributeSyntax WithText(AttributeSyntax attribute, string text)
    {
        AttributeArgumentSyntax argument = AttributeArgument(Text(text));
        AttributeArgumentSyntax? first = attribute.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals is null);
        return first is not null
            ? attribute.ReplaceNode(first, argument)
            : attribute.WithArgumentList(AttributeArgumentList(
                (attribute.ArgumentList?.Arguments ?? default).Insert(0, argument)));
    }

    /// <summary>The modifiers with one more, before <c>partial</c>, which is the last.</summary>
    public static SyntaxTokenList Add(SyntaxTokenList modifiers, SyntaxKind kind)
    {
        SyntaxToken token = Token(kind).WithTrailingTrivia(Space);
        int place = modifiers.IndexOf(SyntaxKind.PartialKeyword);
        return place < 0 || kind == SyntaxKind.PartialKeyword ? modifiers.Add(token) : modifiers.Insert(place, token);
    }

    /// <summary>The same, where the declaration may begin with its keyword, which then gives its trivia away.</summary>
    public static TypeDeclarationSyntax With(TypeDeclarationSyntax type, SyntaxKind modifier)
    {
        SyntaxTriviaList before = type.GetLeadingTrivia();
        TypeDeclarationSyntax bare = type.AttributeLists.Count > 0 ? type : type.WithoutLeadingTrivia();
        SyntaxToken first = bare.Modifiers.FirstOrDefault();
        // Behind attributes the first modifier, or the keyword, has the line's indentation.
        if (type.AttributeLists.Count > 0 && first == default)
        {
            SyntaxTriviaList gap = bare.Keyword.LeadingTrivia;
            bare = (TypeDeclarationSyntax)bare.WithKeyword(bare.Keyword.WithLeadingTrivia());
            return bare.WithModifiers(TokenList(Token(modifier).WithLeadingTrivia(gap).WithTrailingTrivia(Space)));
        }

        return (TypeDeclarationSyntax)bare.WithModifiers(Add(bare.Modifiers, modifier)).WithLeadingTrivia(before);
    }

    private static LiteralExpressionSyntax Text(string text) => LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(text));

    private static string Last(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => "",
    };
}
