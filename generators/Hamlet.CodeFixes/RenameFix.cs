using System.Composition;
using System.Text.RegularExpressions;
using Hamlet.Generators;
using Hamlet.Generators.Diagnostics;
using Hamlet.Generators.Metrics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>
/// HAM0012, HAM0033, HAM0058 and HAM0063: gives what has another one's name a name of its own, from the name that it has in C#; HAM0017,
/// HAM0034 and HAM0051: makes a word of a name that a file could not hold; HAM0057: a tag without what it has too much of, with the parts that there are.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RenameFix : HamletCodeFix
{
    private static readonly Regex s_others = new("[^a-z0-9]+", RegexOptions.CultureInvariant);
    private static readonly Regex s_parts = new(@"\{[^{}]*\}", RegexOptions.CultureInvariant);
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
            Descriptors.MetricTag.Id,
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

        if (diagnostic.Id == Descriptors.MetricTag.Id)
        {
            return model.GetDeclaredSymbol(declaration)?.ContainingType is { } record && Tag(taken, record) is { } repaired
                ? Renamed(declaration, s_tags, repaired)
                : null;
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

    // "/group//{Phase}" is "group/{phase}"; null where more than that is wrong.
    private static string? Tag(string tag, INamedTypeSymbol record)
    {
        HashSet<string> parts = [.. MetricMember.Of(record).Where(static m => m.Role == MetricRole.TagPart).Select(static m => m.PartName)];
        string clean = string.Join("/", tag.Split('/').Where(static name => name.Length > 0));
        string known = s_parts.Replace(clean, found =>
        {
            string letters = found.Value.Trim('{', '}').Replace("_", "");
            return parts.FirstOrDefault(p => p.Equals(letters, StringComparison.OrdinalIgnoreCase)) is { } part ? $"{{{part}}}" : found.Value;
        });
        return TagTemplate.Problem(known, parts) is null ? known : null;
    }

    private static (string Title, Change Change)? Renamed(SyntaxNode declaration, string[] attributes, string name) =>
        attributes.Select(a => Syntax.Find(declaration, a)).FirstOrDefault(static a => a is not null) is { } attribute
            ? ($"Name it \"{name}\"", Change.Of(attribute, Syntax.WithText(attribute, name)))
            : null;

    private static (string Title, Change Change)? Keyed(SyntaxNode declaration, string key) =>
        Renamed(declaration, ["Option"], key) ?? ($"Name it \"{key}\"", Change.Of(declaration, Syntax.With(declaration, "Option", key)));
}
