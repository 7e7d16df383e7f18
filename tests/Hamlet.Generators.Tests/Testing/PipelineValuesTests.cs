using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hamlet.Generators.Tests.Testing;

/// <summary>The check that every generator test relies on can fail.</summary>
public class PipelineValuesTests
{
    private static readonly CSharpCompilation s_compilation =
        CSharpCompilation.Create("A", [CSharpSyntaxTree.ParseText("class C;")], TestReferences.All);

    public static TheoryData<object> CompilerObjects =>
    [
        s_compilation,
        s_compilation.SyntaxTrees[0],
        s_compilation.SyntaxTrees[0].GetRoot(),
        s_compilation.GetSpecialType(SpecialType.System_Int32),
        s_compilation.SyntaxTrees[0].GetRoot().GetLocation(),
        new KeyValuePair<string, ISymbol>("deep", s_compilation.Assembly),
        new object[] { "a", new List<ISymbol> { s_compilation.Assembly } },
    ];

    [Theory]
    [MemberData(nameof(CompilerObjects))]
    public void ACompilerObjectIsFoundHoweverDeep(object value) => Assert.NotNull(PipelineValues.FindCompilerObject(value));

    [Fact]
    public void PlainValuesPass()
    {
        object value = new KeyValuePair<string, EquatableArray<string>>("a", new EquatableArray<string>(["b", "c"]));
        Assert.Null(PipelineValues.FindCompilerObject(value));
    }
}
