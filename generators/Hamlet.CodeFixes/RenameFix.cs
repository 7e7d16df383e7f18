using System.Composition;
using System.Text.RegularExpressions;
using Hamlet.Generators;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>
/// HAM0012, HAM0033, HAM0058 and HAM0063: gives what has another one's name a name of its own, from the name that it has in C#; HAM0017,
/// HAM0034 and HAM0051: makes a word of a name that a file could not hold.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RenameFix : HamletCodeFix
{
    private static readonly Regex s_others = new("[^a-z0-9]+", RegexOptions.CultureInvariant);
    private static readonly string[] s_tags = ["Scalar", "Histogram", "Text", "Image", "ScalarMap"];
    private static readonly string[] s_plugins =
        ["Algorithm", "Backend", "Callback", "Curriculum", "Environment", "Exploration", "Intrinsic", "Sink", "Wrapper"];

    /// <summary>Makes the fix.</summary>
    public RenameFix()
        : base(
            Descriptors.DuplicateOptionKey.Id,
            Descriptors.OptionKeyName.Id,
            Descriptors.DuplicatePluginName.Id,
            Descriptors.PluginName.Id,
            Descriptors.MetricRecordName.Id,
            Descriptors.DuplicateMetricTag.Id,
            Descriptors.MetricTagOfAnotherRecord.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic)
    {
        string taken = Argument(diagnostic, 0);
        string own = declaration switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            _ => "",
        };
        if (diagnostic.Id == Descriptors.DuplicateMetricTag.Id || diagnostic.Id == Descriptors.MetricTagOfAnotherRecord.Id)
        {
            string tag = Other(taken.Substring(0, taken.LastIndexOf('/') + 1) + own, taken);
            return Renamed(declaration, s_tags, tag);
        }

        if (diagnostic.Id == Descriptors.DuplicateOptionKey.Id)
        {
            return Keyed(declaration, Other(Naming.SnakeCase(own), taken));
        }

        if (diagnostic.Id == Descriptors.OptionKeyName.Id)
        {
            return Keyed(declaration, Word(taken, own));
        }

        return diagnostic.Id == Descriptors.DuplicatePluginName.Id ? Renamed(declaration, s_plugins, Other(Naming.SnakeCase(own), taken))
            : diagnostic.Id == Descriptors.PluginName.Id ? Renamed(declaration, s_plugins, Word(taken, own))
            : Renamed(declaration, ["MetricRecord"], Word(taken, own));
    }

    private static string Other(string name, string taken) => name == taken ? name + "_2" : name;

    // "Learning rate" is learning_rate; what has no letter is named after its type or property.
    private static string Word(string name, string own)
    {
        string word = s_others.Replace(Naming.SnakeCase(name), "_").TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_').TrimEnd('_');
        return word.Length > 0 ? word : Naming.SnakeCase(own);
    }

    private static (string Title, Change Change)? Renamed(SyntaxNode declaration, string[] attributes, string name) =>
        attributes.Select(a => Syntax.Find(declaration, a)).FirstOrDefault(static a => a is not null) is { } attribute
            ? ($"Name it \"{name}\"", Change.Of(attribute, Syntax.WithText(attribute, name)))
            : null;

    private static (string Title, Change Change)? Keyed(SyntaxNode declaration, string key) =>
        Renamed(declaration, ["Option"], key) ?? ($"Name it \"{key}\"", Change.Of(declaration, Syntax.With(declaration, "Option", key)));
}
