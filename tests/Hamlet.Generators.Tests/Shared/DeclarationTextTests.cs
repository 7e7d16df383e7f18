using Hamlet.Generators.Pipeline;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.Generators.Tests.Shared;

/// <summary>What a model can depend on is in the text, and what people type all day is not.</summary>
public sealed class DeclarationTextTests
{
    private const string Source = """
        using System;

        [assembly: Experimental("A1")]

        namespace A.B;

        /// <summary>A record.</summary>
        [Options]
        public sealed partial record First(int X) : Root<int>
            where T : class
        {
            private const int Limit = 3;
            private readonly int _field = 4;
            public required int Field;

            [Obsolete("old")]
            public First() => _field = 5;

            /// <summary>A property.</summary>
            [Range(0, 1)] public int Value { get; [Obsolete("slow")] init; } = Limit + 1;
            public int Computed => _field + 6;

            // A comment.
            public int Method(int a) { return a + 7; }
        }

        enum Mode : byte { One = 8 }
        """;

    [Theory]
    [InlineData("_field = 4", "_field = 40")]
    [InlineData("_field = 5", "_field = 50")]
    [InlineData("_field + 6", "_field + 60")]
    [InlineData("a + 7", "a + 70")]
    [InlineData("Method(int a)", "Renamed(int a, int b)")]
    [InlineData("// A comment.", "// Another one,\n// on two lines.")]
    public void WhatNoModelKnowsIsNotInIt(string text, string by) => Assert.Equal(Text(Source), Text(Replace(text, by)));

    [Theory]
    [InlineData("using System;", "using System.IO;")]
    [InlineData("\"A1\"", "\"A2\"")]
    [InlineData("\"old\"", "\"old\", true")]
    [InlineData("\"slow\"", "\"slow\", true")]
    [InlineData("namespace A.B", "namespace A.C")]
    [InlineData("A record.", "The record.")]
    [InlineData("[Options]", "[Other]")]
    [InlineData("sealed partial", "partial")]
    [InlineData("record First", "record Second")]
    [InlineData("(int X)", "(long X)")]
    [InlineData("Root<int>", "Root<long>")]
    [InlineData("T : class", "T : struct")]
    [InlineData("Limit = 3", "Limit = 30")]
    [InlineData("required int Field", "int Field")]
    [InlineData("public First()", "private First()")]
    [InlineData("public First()", "public First(int a)")]
    [InlineData("A property.", "The property.")]
    [InlineData("[Range(0, 1)]", "[Range(0, 2)]")]
    [InlineData("int Value", "long Value")]
    [InlineData("Value", "Other")]
    [InlineData("init;", "set;")]
    [InlineData("Limit + 1", "Limit + 2")]
    [InlineData("enum Mode : byte", "enum Mode : long")]
    [InlineData("One = 8", "One = 9")]
    public void WhatAModelMayKnowIsInIt(string text, string by) => Assert.NotEqual(Text(Source), Text(Replace(text, by)));

    [Fact]
    public void WhereNullBeginsToMatterIsInIt() =>
        Assert.NotEqual(Text("class A { }\n#nullable disable\nclass B { }"), Text("#nullable disable\nclass A { }\nclass B { }"));

    [Fact]
    public void TypesWithAttributesAreFoundAtAnyDepth() => Assert.Equal(
        ["One", "Two", "Three"],
        Of("[A] class One; namespace N { class Outer { [B] struct Two { [C] record Three; } } class Not; }").Marked.Select(static t => t.Identifier.Text));

    [Theory]
    [InlineData("using A = B.C;", true)]
    [InlineData("global using A = B.C;", true)]
    [InlineData("using A;", false)]
    public void AliasesAreSeen(string source, bool has) => Assert.Equal(has, Of(source).HasAliases);

    private static string Replace(string text, string by)
    {
        Assert.Contains(text, Source, StringComparison.Ordinal);
        return Source.Replace(text, by, StringComparison.Ordinal);
    }

    private static string Text(string source) => Of(source).Text;

    private static DeclarationText Of(string source) => DeclarationText.Of((CompilationUnitSyntax)CSharpSyntaxTree.ParseText(source).GetRoot());
}
