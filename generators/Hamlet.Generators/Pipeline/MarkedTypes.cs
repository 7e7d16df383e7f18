using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.Generators.Pipeline;

/// <summary>Makes a model of a type that carries an attribute; null where the type is misused.</summary>
internal delegate TModel? ModelParser<TModel>(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancel)
    where TModel : class;

/// <summary>
/// The types of a compilation that carry one of some attributes, as models. The compiler's own search by attribute runs again for every
/// type after every letter; this one only where a declaration changed.
/// </summary>
internal static class MarkedTypes
{
    /// <summary>A step with a model for each type, in the order of the source.</summary>
    public static IncrementalValuesProvider<TModel> Find<TModel>(
        IncrementalGeneratorInitializationContext context, IReadOnlyList<string> attributes, string step, ModelParser<TModel> parser)
        where TModel : class, IEquatable<TModel> => context.CompilationProvider
            .Select(static (compilation, cancel) => DeclarationState.Of(compilation, cancel))
            .SelectMany((state, cancel) =>
            {
                ImmutableArray<TModel> models = Parse(state.Compilation, attributes, parser, cancel);
                state.Release();
                return models;
            })
            .WithTrackingName(step + TrackingNames.Search)
            // Apart from the search: what is equal to its last value goes no further, and a test can tell.
            .Select(static (model, _) => model)
            .WithTrackingName(step);

    private static ImmutableArray<TModel> Parse<TModel>(
        Compilation compilation, IReadOnlyList<string> attributes, ModelParser<TModel> parser, CancellationToken cancel)
        where TModel : class
    {
        DeclarationFile[] files = [.. compilation.SyntaxTrees.Select(t => DeclarationFile.Of(t, cancel))];
        bool anyName = files.Any(static f => f.HasAliases);
        HashSet<string> names = [.. attributes.Select(ShortName)];
        var models = ImmutableArray.CreateBuilder<TModel>();
        foreach (TypeDeclarationSyntax declaration in files.SelectMany(static f => f.Marked))
        {
            cancel.ThrowIfCancellationRequested();
            if ((anyName || Names(declaration).Any(names.Contains))
                && compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancel) is { } type)
            {
                ImmutableArray<AttributeData> all = type.GetAttributes();
                foreach (AttributeData attribute in all.Where(a => attributes.Any(name => a.AttributeClass.Is(name)) && IsFirst(a, all) && StandsAt(a, declaration)))
                {
                    if (parser(type, attribute, compilation, cancel) is { } model)
                    {
                        models.Add(model);
                    }
                }
            }
        }

        return models.ToImmutable();
    }

    // An attribute given twice is the compiler's affair; two models of one type would be two files of one name, and no type would get any.
    private static bool IsFirst(AttributeData attribute, ImmutableArray<AttributeData> all) =>
        ReferenceEquals(attribute, all.First(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute.AttributeClass)));

    // A partial type is found at each part that has attributes; the model belongs to one of them.
    private static bool StandsAt(AttributeData attribute, TypeDeclarationSyntax declaration) =>
        attribute.ApplicationSyntaxReference is { } reference
            && reference.SyntaxTree == declaration.SyntaxTree
            && declaration.AttributeLists.FullSpan.Contains(reference.Span);

    private static IEnumerable<string> Names(TypeDeclarationSyntax declaration) =>
        declaration.AttributeLists.SelectMany(static l => l.Attributes).Select(static a => ShortName(LastOf(a.Name)));

    private static string LastOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    // "Hamlet.OptionsAttribute", "global::Hamlet.Options" and "Options" are all "Options".
    private static string ShortName(string name)
    {
        string last = name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
        return last.EndsWith("Attribute", StringComparison.Ordinal) ? last.Substring(0, last.Length - "Attribute".Length) : last;
    }
}
