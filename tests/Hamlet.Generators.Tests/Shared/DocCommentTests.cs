using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hamlet.Generators.Tests.Shared;

public sealed class DocCommentTests
{
    [Theory]
    [InlineData("/// <summary>Plain, 3 > 2.</summary>", "Plain, 3 > 2.")]
    [InlineData("/// <summary>\n/// Two\n///    lines.\n/// </summary>\n/// <remarks>More &amp; more.</remarks>", "Two lines.")]
    [InlineData("/// <summary>Less &lt; more &amp; so on.</summary>", "Less < more & so on.")]
    [InlineData("/// <summary>Of <see cref=\"System.Math.Abs(int)\"/> and <c>x</c>.</summary>", "Of Abs and x.")]
    [InlineData("/// <remarks>First.</remarks>\n/// <summary>Second.</summary>", "Second.")]
    [InlineData("/// <summary></summary>", "")]
    [InlineData("/// <summary>Not closed.", "")]
    [InlineData("/// <summary>Closed <b>wrongly.</summary>", "")]
    [InlineData("// <summary>An ordinary comment.</summary>", "")]
    [InlineData("/// No summary.", "")]
    public void ASummaryIsOneLineOfPlainText(string comment, string summary)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText($"{comment}\npublic class C;");
        INamedTypeSymbol type = CSharpCompilation.Create("Test", [tree]).GetTypeByMetadataName("C")!;

        Assert.Equal(summary, DocComment.Summary(type, CancellationToken.None));
        Assert.Equal(summary, DocComment.Summary(WithOtherSpace(comment), CancellationToken.None));
    }

    // A file from Windows.
    private static INamedTypeSymbol WithOtherSpace(string comment) => CSharpCompilation.Create(
        "Test", [CSharpSyntaxTree.ParseText($"\t{comment.Replace("\n", "\r\n\t", StringComparison.Ordinal)}\r\n\tpublic class C;")]).GetTypeByMetadataName("C")!;
}
