using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hamlet.Generators.Tests.Testing;

/// <summary>What a user does to a project between two runs of its generators.</summary>
internal static class Edits
{
    /// <summary>A file in which people type: a method, a field and a lambda.</summary>
    public const string Methods = """
        public class Methods
        {
            private readonly System.Func<int> _f = () => { return 1; };

            // A comment.
            public int One() { return _f() + 1; }

            public int Two => One() + 1;
        }
        """;

    /// <summary>Adds a file.</summary>
    public static Func<CSharpCompilation, CSharpCompilation> AddFile(string source) =>
        compilation => compilation.AddSyntaxTrees(GeneratorTest.Parse(source, compilation.SyntaxTrees.Length));

    /// <summary>Replaces a text, which must be there, in one file.</summary>
    public static Func<CSharpCompilation, CSharpCompilation> Replace(string text, string by, int file = 0) => compilation =>
    {
        SyntaxTree tree = compilation.SyntaxTrees[file];
        string source = tree.ToString();
        Assert.Contains(text, source, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, GeneratorTest.Parse(source.Replace(text, by, StringComparison.Ordinal), file));
    };

    /// <summary>Adds a reference.</summary>
    public static Func<CSharpCompilation, CSharpCompilation> AddReference(MetadataReference reference) =>
        compilation => compilation.AddReferences(reference);

    /// <summary>Replaces a reference, as building the other project again does.</summary>
    public static Func<CSharpCompilation, CSharpCompilation> ReplaceReference(MetadataReference old, MetadataReference by) =>
        compilation => compilation.ReplaceReference(old, by);
}
