using Hamlet.Generators.Configuration;
using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.Configuration;

public class OptionsMisuseTests
{
    private const string Usings = """
        using System.Collections.Generic;
        using Hamlet;
        using Hamlet.Configuration;

        """;

    [Fact]
    public Task ARecordIsPartial() => Says(
        "[Options] public record Plain;",
        "HAM0001 Plain: Make 'Plain' partial: the generated part of 'Plain' stands in another file");

    [Fact]
    public Task AndSoIsEveryTypeAroundIt() => Says(
        "public class Outer { public partial class Inner { [Options] public partial record Deep; } }",
        "HAM0001 Outer: Make 'Outer' partial: the generated part of 'Deep' stands in another file");

    [Fact]
    public Task ARecordIsSeenFromOtherFiles() => Says(
        "[Options] file partial record Hidden;",
        "HAM0001 Hidden: Make 'Hidden' visible outside of its file: the generated part of 'Hidden' stands in another file");

    [Fact]
    public Task AClassIsNoRecord() => Says(
        "[Options] public partial class Plain;",
        "HAM0010 Plain: 'Plain' is marked [Options] but is no record: options are compared, and changed with 'with'");

    [Fact]
    public Task AnAbstractRecordIsNotMade() => Says(
        "[Options] public abstract partial record Root { public int A { get; init; } }",
        "HAM0010 Root: 'Root' is marked [Options] but is abstract: mark the records that derive from it, they take its properties along");

    [Fact]
    public Task APositionalRecordIsNotMade() => Says(
        "[Options] public partial record Pair(int A, int B);",
        "HAM0010 Pair: 'Pair' is marked [Options] but has no constructor without parameters: "
        + "write its options as properties with an initialiser");

    [Fact]
    public Task ARequiredFieldIsNoOption() => Says(
        "[Options] public partial record Odd { public required int A; }",
        "HAM0010 Odd: 'Odd' is marked [Options] but requires 'A', which is no option: make it a public property with an init accessor");

    [Theory]
    [InlineData("decimal")]
    [InlineData("int[]")]
    [InlineData("List<int>")]
    [InlineData("IReadOnlyDictionary<int, string>")]
    [InlineData("object")]
    [InlineData("Plain")]
    public Task AnOptionHasATypeThatAFileHolds(string type) => Says(
        $$"""public record Plain; [Options] public partial record Odd { public {{type}}? A { get; init; } }""",
        $"HAM0011 A: Option 'A' cannot be of type '{Full(type)}?': use {OptionType.Supported}");

    [Fact]
    public Task ATypeParameterHoldsNoOptionsByItself() => Says(
        "[Options] public partial record Box<T> where T : class { public T? A { get; init; } }",
        $"HAM0011 A: Option 'A' cannot be of type 'T?': use {OptionType.Supported}");

    [Fact]
    public Task KeysDiffer() => Says(
        """
        public record Root { public int Rate { get; init; } }
        [Options] public partial record Twice : Root
        {
            [Option("rate")] public int B { get; init; }
            [Option(Aliases = ["c", "d"])] public int C { get; init; }
            public int D { get; init; }
        }
        """,
        "HAM0012 B: 'rate' is already the key of 'Rate': give 'B' another with [Option(\"...\")]",
        "HAM0012 C: 'c' is already the key of 'C': give 'C' another with [Option(\"...\")]",
        "HAM0012 D: 'd' is already the key of 'C': give 'D' another with [Option(\"...\")]");

    [Fact]
    public Task AttributesFitTheirOption() => Says(
        """
        [Options] public partial record Odd
        {
            [Range(0, 1)] public IReadOnlyList<string> A { get; init; } = [];
            [OneOf("x")] public int B { get; init; }
            [Option(FromFile = true)] public string C { get; init; } = "";
            [Option("d")] internal int D { get; init; }
            [Range(0, 1)] public int E { get; private set; }
            [Range(0, 1)] public IReadOnlyDictionary<string, IReadOnlyList<double?>> Fine { get; init; } = null!;
        }
        """,
        "HAM0013 A: [Range] has no effect on 'A': it is for numbers, and lists and maps of them",
        "HAM0013 B: [OneOf] has no effect on 'B': it is for texts; an enum has words of its own",
        "HAM0013 C: FromFile has no effect on 'C': it is for options records",
        "HAM0013 D: [Option] has no effect on 'D': it is for a public instance property with a public init or set accessor",
        "HAM0013 E: [Range] has no effect on 'E': it is for a public instance property with a public init or set accessor");

    [Fact]
    public async Task APragmaSilencesADiagnostic() => Assert.Empty(await Misuse.Find(Usings + """
        [Options] public partial record Odd
        {
        #pragma warning disable HAM0011
            public decimal A { get; init; }
        #pragma warning restore HAM0011
        }
        """));

    private static async Task Says(string source, params string[] expected) => Assert.Equal(expected, await Misuse.Find(Usings + source));

    private static string Full(string type) => type.EndsWith('>') ? "System.Collections.Generic." + type : type;
}
