using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators;

/// <summary>Reads the <c>summary</c> of a doc comment as plain text.</summary>
internal static class DocComment
{
    private static readonly Regex s_space = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>The summary as one line of text; nothing if there is none.</summary>
    public static string Summary(ISymbol symbol, CancellationToken cancel)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            if (Parse(FromTrivia(reference.GetSyntax(cancel))) is { Length: > 0 } text)
            {
                return text;
            }
        }

        // From another assembly, where the host of the compiler has its XML file.
        return symbol.DeclaringSyntaxReferences.Length == 0
            ? Parse(symbol.GetDocumentationCommentXml(cancellationToken: cancel) ?? "")
            : "";
    }

    /// <summary>What the doc comment of a positional record says of one of its parameters, as one line of text.</summary>
    public static string Parameter(INamedTypeSymbol record, string name, CancellationToken cancel) => record.DeclaringSyntaxReferences
        .Select(reference => Parse(FromTrivia(reference.GetSyntax(cancel)), "param", name))
        .FirstOrDefault(static text => text.Length > 0) ?? "";

    /// <summary>The doc comment of a declaration as it stands there, without its slashes.</summary>
    // Without a documentation file to write, the compiler takes "///" for an ordinary comment and ISymbol.GetDocumentationCommentXml
    // answers nothing. A description must not depend on that, so the text of the comment is read.
    public static string FromTrivia(SyntaxNode node)
    {
        var xml = new StringBuilder();
        foreach (string line in node.GetLeadingTrivia().ToFullString().Split('\n'))
        {
            string text = line.Trim();
            if (text.StartsWith("///", StringComparison.Ordinal))
            {
                xml.Append(text, 3, text.Length - 3).Append('\n');
            }
        }

        return xml.ToString();
    }

    private static string Parse(string xml, string element = "summary", string? name = null)
    {
        if (xml.Length == 0)
        {
            return "";
        }

        try
        {
            XElement? found = XElement.Parse($"<doc>{xml}</doc>").Descendants(element)
                .FirstOrDefault(e => name is null || e.Attribute("name")?.Value == name);
            return found is null ? "" : s_space.Replace(Text(found), " ").Trim();
        }
        catch (System.Xml.XmlException)
        {
            // The compiler warns of it in its own words (CS1570).
            return "";
        }
    }

    private static string Text(XElement element) => string.Concat(element.Nodes().Select(static node => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } empty => Reference(empty),
        XElement { Name.LocalName: "para" } para => $" {Text(para)} ",
        XElement child => Text(child),
        _ => "",
    }));

    // <see cref="T:N.Type.Member"/> reads "Member"; <see langword="null"/> and <paramref name="x"/> read as they say.
    private static string Reference(XElement element)
    {
        string? cref = element.Attribute("cref")?.Value;
        if (cref is null)
        {
            return element.Attribute("langword")?.Value ?? element.Attribute("name")?.Value ?? element.Attribute("href")?.Value ?? " ";
        }

        int end = cref.IndexOfAny(['(', '{', '`', '<']);
        string name = end < 0 ? cref : cref.Substring(0, end);
        return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
    }
}
