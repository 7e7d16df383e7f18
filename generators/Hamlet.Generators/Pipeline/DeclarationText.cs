using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Hamlet.Generators.Pipeline;

/// <summary>
/// All of a file that a model can depend on, as text: which types it declares and how, their attributes, properties, constants and
/// constructors, what they are documented with, and what it uses. Two files of equal text mean the same to every generator here.
/// Methods are not in it, nor is what stands in bodies, which is where people type most of the time.
/// </summary>
internal sealed class DeclarationText
{
    private const char Part = '\u001f';
    private readonly SourceText _source;
    private readonly StringBuilder _text = new();
    private readonly List<TypeDeclarationSyntax> _marked = [];

    private DeclarationText(SourceText source) => _source = source;

    /// <summary>The text.</summary>
    public string Text => _text.ToString();

    /// <summary>The types that carry an attribute, in order.</summary>
    public IReadOnlyList<TypeDeclarationSyntax> Marked => _marked;

    /// <summary>Whether a name may stand for another one in the file, or in all of them.</summary>
    public bool HasAliases { get; private set; }

    /// <summary>Reads a file.</summary>
    public static DeclarationText Of(CompilationUnitSyntax file)
    {
        var text = new DeclarationText(file.SyntaxTree.GetText());
        // What a reference type may be from there on depends on the place of such a line: then all of the file is the text.
        if (file.ContainsDirectives && file.DescendantTrivia().Any(static t => t.IsKind(SyntaxKind.NullableDirectiveTrivia)))
        {
            text.Add(file.ToFullString());
        }

        text.Usings(file.Usings);
        text.Add(file.AttributeLists.Span);
        text.Members(file.Members);
        return text;
    }

    private void Usings(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (UsingDirectiveSyntax one in usings)
        {
            HasAliases |= one.Alias is not null;
            Add(one);
        }
    }

    private void Members(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            Member(member);
        }

        Add("}");
    }

    private void Member(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax space:
                Add("namespace");
                Add(space.Name);
                Usings(space.Usings);
                Members(space.Members);
                break;
            case TypeDeclarationSyntax type:
                Type(type);
                break;
            case EnumDeclarationSyntax or DelegateDeclarationSyntax:
                Add(member);
                break;
            case PropertyDeclarationSyntax property:
                Property(property);
                break;
            case FieldDeclarationSyntax field:
                Field(field);
                break;
            case ConstructorDeclarationSyntax constructor:
                Add("new");
                Add(constructor.AttributeLists.Span);
                Add(constructor.Modifiers.Span);
                Add(constructor.ParameterList);
                break;
            default:
                // A method, an event, an operator, a statement: nothing that a model knows of.
                break;
        }
    }

    private void Type(TypeDeclarationSyntax type)
    {
        if (type.AttributeLists.Count > 0)
        {
            _marked.Add(type);
        }

        Documentation(type);
        Add(type.AttributeLists.Span);
        Add(type.Modifiers.Span);
        Add(type.Keyword.Text);
        Add((type as RecordDeclarationSyntax)?.ClassOrStructKeyword.Text ?? "");
        Add(type.Identifier.Text);
        Add(type.TypeParameterList);
        Add(type.ParameterList);
        Add(type.BaseList);
        Add(type.ConstraintClauses.Span);
        Members(type.Members);
    }

    private void Property(PropertyDeclarationSyntax property)
    {
        Documentation(property);
        Add(property.AttributeLists.Span);
        Add(property.Modifiers.Span);
        Add(property.Type);
        Add(property.ExplicitInterfaceSpecifier);
        Add(property.Identifier.Text);
        Add(property.ExpressionBody is null ? "" : "=>");
        foreach (AccessorDeclarationSyntax accessor in property.AccessorList?.Accessors ?? default)
        {
            Add(accessor.AttributeLists.Span);
            Add(accessor.Modifiers.Span);
            Add(accessor.Keyword.Text);
        }

        Add(property.Initializer);
    }

    // A constant may be a default; of any other field a model knows at most that it is there.
    private void Field(FieldDeclarationSyntax field)
    {
        if (field.Modifiers.Any(SyntaxKind.ConstKeyword))
        {
            Add(field);
            return;
        }

        Add(field.Modifiers.Span);
        foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables)
        {
            Add(variable.Identifier.Text);
        }
    }

    private void Documentation(SyntaxNode node) => Add(DocComment.FromTrivia(node));

    private void Add(SyntaxNode? node) => Add(node?.Span ?? default);

    private void Add(TextSpan span) => Add(span.IsEmpty ? "" : _source.ToString(span));

    private void Add(string text) => _text.Append(text).Append(Part);
}
