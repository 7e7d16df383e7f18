using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

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
        if (!node.HasLeadingTrivia)
        {
            return "";
        }

        string trivia = node.SyntaxTree.GetText().ToString(TextSpan.FromBounds(node.FullSpan.Start, node.SpanStart));
        var xml = new StringBuilder();
        for (int start = 0; start < trivia.Length;)
        {
            int end = trivia.IndexOf('\n', start);
            end = end < 0 ? trivia.Length : end;
            ReadOnlySpan<char> line = trivia.AsSpan(start, end - start).Trim();
            if (line.StartsWith("///".AsSpan(), StringComparison.Ordinal))
            {
                xml.Append(line.Slice(3).ToString()).Append('\n');
            }

            start = end + 1;
        }

        return xml.ToString();
    }

    private static string Parse(string xml, string element = "summary", string? name = null)
    {
        if (xml.Length == 0)
        {
            return "";
        }

        if (name is null && PlainText(xml, element) is { } plain)
        {
            return plain;
        }

        try
        {
            XElement? found = XElement.Parse($"<doc>{xml}</doc>").Descendants(element)
                .FirstOrDefault(e => name is null || e.Attribute("name")?.Value == name);
            return found is null ? "" : OneLine(Text(found));
        }
        catch (System.Xml.XmlException)
        {
            // The compiler warns of it in its own words (CS1570).
            return "";
        }
    }

    // Most comments begin with a summary that has nothing in it but text, and a reader of XML takes ten kilobytes for each.
    private static string? PlainText(string xml, string element)
    {
        ReadOnlySpan<char> rest = xml.AsSpan().TrimStart();
        string begin = $"<{element}>";
        if (!rest.StartsWith(begin.AsSpan(), StringComparison.Ordinal))
        {
            return null;
        }

        rest = rest.Slice(begin.Length);
        int end = rest.IndexOfAny('<', '&');
        return end >= 0 && rest.Slice(end).StartsWith($"</{element}>".AsSpan(), StringComparison.Ordinal)
            ? OneLine(rest.Slice(0, end).ToString())
            : null;
    }

    private static string OneLine(string text) => s_space.Replace(text, " ").Trim();

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
