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

    [Theory]
    [InlineData("[Options] file partial record Given;", "Given")]
    [InlineData("file partial class Outer { [Options] public partial record Given; }", "Outer")]
    public Task ARecordIsSeenFromOtherFiles(string source, string hidden) => Says(
        source, $"HAM0001 {hidden}: Make '{hidden}' visible outside of its file: the generated part of 'Given' stands in another file");

    [Theory]
    [InlineData("public partial class Outer { [Options] private partial record Given { public int A { get; init; } public int B => A; } }")]
    [InlineData("public partial class Outer { [Options] protected partial record Given { public int A { get; init; } } }")]
    [InlineData("public partial class Outer<T> { [Options] public partial record Given { public int A { get; init; } } }")]
    [InlineData("public partial interface IOuter { [Options] public partial record Given { public int A { get; init; } } }")]
    [InlineData("public ref partial struct Outer { [Options] public partial record Given { public int A { get; init; } } }")]
    [InlineData("[Options] public partial record Given { private Given() { } public int A { get; init; } }")]
    [InlineData("public partial class Outer { private enum Kind { A } [Options] private partial record Given { public Kind A { get; init; } public Kind B => A; } }")]
    public Task ARecordMayStandAnywhereElse(string source) => Says(source);

    [Fact]
    public Task AClassIsNoRecord() => Says(
        "[Options] public partial class Plain;",
        "HAM0010 Plain: 'Plain' is marked [Options] but is no record: options are compared, and changed with 'with'");

    // The compiler says that a struct cannot be marked: what follows from it would only be in the way.
    [Fact]
    public void NothingIsGeneratedForAStruct() => GeneratorTest.For<OptionsGenerator>("[Hamlet.Options] public partial record struct Odd { public int A { get; init; } }")
        .After(Edits.AddFile("")).Expect(TrackingNames.Options).ExpectFiles();

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
            [Range(0, 1)] public IReadOnlyDictionary<string, IReadOnlyList<double?>>? Fine { get; init; }
        }
        """,
        "HAM0013 A: [Range] has no effect on 'A': it is for numbers, and lists and maps of them",
        "HAM0013 B: [OneOf] has no effect on 'B': it is for texts; an enum has words of its own",
        "HAM0013 C: FromFile has no effect on 'C': it is for options records",
        "HAM0013 D: [Option] has no effect on 'D': it is for a public instance property with a public init or set accessor",
        "HAM0013 E: [Range] has no effect on 'E': it is for a public instance property with a public init or set accessor");

    [Theory]
    [InlineData("string")]
    [InlineData("NoOptions")]
    [InlineData("IReadOnlyList<int>")]
    [InlineData("IReadOnlyDictionary<string, int>")]
    public Task AnOptionThatMayBeLeftOutIsNotNull(string type) => Says(
        $$"""
        [Options] public partial record Odd
        {
            public {{type}} A { get; init; } = default!;
            public {{type}}? B { get; init; }
            public required {{type}} C { get; init; }
        }
        """,
        "HAM0014 A: 'A' is null when the file leaves it out: give it an initialiser, or make it required or nullable");

    [Fact]
    public Task AnEnumWithoutAZeroHasADefault() => Says(
        """
        public enum Mode { Min = 1, Max = 2 }
        public enum Speed { Walk, Run }
        [Options] public partial record Odd
        {
            public Mode A { get; init; }
            public Mode B { get; init; } = Mode.Max;
            public Speed C { get; init; }
        }
        """,
        "HAM0014 A: 'A' is 0, which is no value of its enum, when the file leaves it out: give it an initialiser, or make it required or nullable");

    [Fact]
    public Task AConstructorMayGiveTheDefaults() => Says(
        """
        [Options] public partial record Fine
        {
            private readonly string _b = "b";
            public Fine() => A = "a";
            public string A { get; init; }
            public string B { get => _b; init => _b = value; }
        }
        """);

    [Fact]
    public Task ADefaultIsWithinItsRange() => Says(
        """
        [Options] public partial record Odd
        {
            [Range(1, 9)] public int A { get; init; }
            [Range(0, 1, MinExclusive = true)] public double B { get; init; } = 0;
            [Range(0, 0.1)] public float C { get; init; } = 0.1f;
            [Range(1, 9)] public IReadOnlyList<int> D { get; init; } = [1, 10];
            [Range(1, 9)] public int? E { get; init; }
            [OneOf("min", "max")] public string F { get; init; } = "mean";
            [OneOf("min", "max")] public IReadOnlyList<string> G { get; init; } = ["min", "max"];
        }
        """,
        "HAM0015 [Range(1, 9)] public int A { get; init; }: The default 0 of 'A' is no value that its [Range] allows: change one of them",
        "HAM0015 0: The default 0 of 'B' is no value that its [Range] allows: change one of them",
        "HAM0015 10: The default 10 of 'D' is no value that its [Range] allows: change one of them",
        "HAM0015 \"mean\": The default mean of 'F' is no value that its [OneOf] allows: change one of them");

    [Fact]
    public Task ADefaultHasAWordInAFile() => Says(
        """
        [System.Flags] public enum Parts { None, A, B, C = 4, Both = A | B }
        [Options] public partial record Odd
        {
            public double A { get; init; } = double.NaN;
            public float? B { get; init; } = float.NaN;
            public IReadOnlyList<double> C { get; init; } = [1, 0.0 / 0.0];
            public Parts D { get; init; } = Parts.A | Parts.C;
            public Parts? E { get; init; } = (Parts)9;
            public IReadOnlyList<Parts> F { get; init; } = [Parts.B, ~Parts.B];
            public Parts G { get; init; } = Parts.A | Parts.B;
            public double H { get; init; } = double.PositiveInfinity;
        }
        public record Plain { public double A { get; init; } = double.NaN; public Parts B { get; init; } = Parts.A | Parts.C; }
        """,
        "HAM0015 double.NaN: The default NaN of 'A' is no value that a file can say: change one of them",
        "HAM0015 float.NaN: The default NaN of 'B' is no value that a file can say: change one of them",
        "HAM0015 0.0 / 0.0: The default NaN of 'C' is no value that a file can say: change one of them",
        "HAM0015 Parts.A | Parts.C: The default Parts.A | Parts.C of 'D' is no value that its enum has a word for: change one of them",
        "HAM0015 (Parts)9: The default (Parts)9 of 'E' is no value that its enum has a word for: change one of them",
        "HAM0015 ~Parts.B: The default ~Parts.B of 'F' is no value that its enum has a word for: change one of them");

    [Fact]
    public Task AWordStandsForOneValueOfAnEnum() => Says(
        """
        public enum Odd { a_b, A_B, Other }
        public enum Fine { Low, Least = Low, low = Low }
        [Options] public partial record Plain
        {
            public Odd A { get; init; }
            public IReadOnlyDictionary<string, Odd?>? B { get; init; }
            public Fine C { get; init; }
        }
        """,
        "HAM0020 A: 'a_b' would stand for 'a_b' and for 'A_B', so no file could say which of them 'A' is: rename one",
        "HAM0020 B: 'a_b' would stand for 'a_b' and for 'A_B', so no file could say which of them 'B' is: rename one");

    [Fact]
    public Task AnAttributeLetsAValuePass() => Says(
        """
        [Options] public partial record Odd
        {
            [Range(1, 0)] public required int A { get; init; }
            [Range(1, 1, MaxExclusive = true)] public required int B { get; init; }
            [Range(1, 1)] public required int C { get; init; }
            [Range(double.NaN, 1)] public required int D { get; init; }
            [OneOf] public required string E { get; init; }
        }
        """,
        "HAM0016 A: [Range] of 'A' lets no value pass: give the smaller bound first",
        "HAM0016 B: [Range] of 'B' lets no value pass: give the smaller bound first",
        "HAM0016 D: [Range] of 'D' lets no value pass: give the smaller bound first",
        "HAM0016 E: [OneOf] of 'E' lets no value pass: list the words");

    [Fact]
    public Task AKeyIsAWord() => Says(
        """
        [Options] public partial record Odd
        {
            [Option("")] public int A { get; init; }
            [Option("b", Aliases = ["B"], OldNames = ["b.old"])] public int B { get; init; }
            public int Größe { get; init; }
        }
        """,
        "HAM0017 A: '' is no key for 'A': name it with lower-case letters, digits and underscores, beginning with a letter",
        "HAM0017 B: 'B' is no key for 'B': name it with lower-case letters, digits and underscores, beginning with a letter",
        "HAM0017 B: 'b.old' is no key for 'B': name it with lower-case letters, digits and underscores, beginning with a letter",
        "HAM0017 Größe: 'größe' is no key for 'Größe': name it with lower-case letters, digits and underscores, beginning with a letter");

    [Fact]
    public Task WhatIsSetIsRead() => Says(
        """
        [Options] public partial record Seen { public int A { get; init; } }
        internal abstract record Root { public int Inherited { get; init; } public virtual int Virtual { get; init; } }
        internal interface IKnown { int Known { get; } }
        [Options] internal partial record Inner { public int Deep { get; init; } }
        [Options] internal partial record Unseen : Root, IKnown
        {
            public int OnlySet { get; set; }
            public int Read { get; init; }
            public int Matched { get; init; }
            public int Known { get; init; }
            public override int Virtual { get; init; }
            public IReadOnlyList<Inner> Inner { get; init; } = [];
            public ConfigSpan Place { get; init; }
        }
        internal static class Reader
        {
            public static Unseen Copy(Unseen o) => o with { OnlySet = o.Read, Virtual = 2 };
            public static bool Match(Unseen o) => o is { Matched: 1 };
            public static int Of(Root o) => o.Virtual;
        }
        """,
        "HAM0018 Inherited: Option 'Inherited' of 'Root' is never read: use it, or remove it, since a file that sets it changes nothing",
        "HAM0018 Deep: Option 'Deep' of 'Inner' is never read: use it, or remove it, since a file that sets it changes nothing",
        "HAM0018 OnlySet: Option 'OnlySet' of 'Unseen' is never read: use it, or remove it, since a file that sets it changes nothing",
        "HAM0018 Inner: Option 'Inner' of 'Unseen' is never read: use it, or remove it, since a file that sets it changes nothing");

    [Theory]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(o)")]
    [InlineData("o.ToString()")]
    [InlineData("\"\" + o")]
    [InlineData("$\"{o}\"")]
    [InlineData("Show(o)")]
    [InlineData("new Middle(o).Text")]
    [InlineData("Of((Root)o)")]
    public Task WhatIsReadWholeIsRead(string reading) => Says($$"""
        internal record Root { public int A { get; init; } }
        [Options] internal partial record Inner { public int B { get; init; } }
        [Options] internal partial record Whole : Root { public IReadOnlyList<Inner> Inner { get; init; } = []; }
        internal class Middle(Whole whole) : System.WeakReference(whole) { public string Text => "text"; }
        internal static class Reader
        {
            public static string Of(Whole o) => {{reading}};
            public static string Of(Root o) => o.ToString();
            public static string Show(object o) => "text";
        }
        """);

    [Theory]
    [InlineData("System.ArgumentNullException.ThrowIfNull(o)")]
    [InlineData("Keep(o)")]
    [InlineData("_ = o with { A = 2 }")]
    [InlineData("Keep((Part)(Root)o)")]
    public Task WhatIsHandedOnIsNotReadYet(string statement) => Says(
        $$"""
        internal record Root;
        [Options] internal partial record Part : Root { public int A { get; init; } }
        internal static class Reader
        {
            public static void Of(Part o) => {{statement}};
            private static void Keep(Part o) { }
        }
        """,
        "HAM0018 A: Option 'A' of 'Part' is never read: use it, or remove it, since a file that sets it changes nothing");

    // The compiler would say in generated code that it is no IOptions.
    [Theory]
    [InlineData("public abstract partial record Refused;", "HAM0010 Refused: 'Refused' is marked [Options] but is abstract: mark the records that derive from it, they take its properties along")]
    [InlineData("public record Refused;", "HAM0001 Refused: Make 'Refused' partial: the generated part of 'Refused' stands in another file")]
    [InlineData(
        "public partial record Refused { [System.Obsolete(\"\", true)] public int A { get; init; } }",
        "HAM0002 A: 'A' is obsolete so that its use is an error, and what is generated for 'Refused' would use it: make it a warning, or remove it")]
    [InlineData(
        "public partial record Refused { public int A { get; init; } [Option(\"a\")] public int B { get; init; } }",
        "HAM0012 B: 'a' is already the key of 'A': give 'B' another with [Option(\"...\")]")]
    public Task OnlyTheRefusedRecordIsToldOf(string refused, string expected) => Says(
        $$"""
        [Options] {{refused}}
        [Options] public partial record Outer { public required Refused A { get; init; } }
        [Options] public partial record Outermost { public IReadOnlyDictionary<string, Outer?>? A { get; init; } public Outermost? Again { get; init; } }
        [Options] public partial record Generic<T> where T : class { public IReadOnlyList<Refused>? A { get; init; } }
        """,
        expected);

    [Fact]
    public Task ARecordMayHideWhatItsBaseIsRefusedFor() => Says(
        """
        [Options] public partial record Refused { public decimal A { get; init; } public int B { get; init; } }
        [Options] public partial record Fine : Refused { public new int A { get; init; } }
        """,
        $"HAM0011 A: Option 'A' cannot be of type 'decimal': use {OptionType.Supported}");

    [Fact]
    public Task AttributesStandInOptionsRecords() => Says(
        """
        public record Root { [Range(0, 1)] public double A { get; init; } }
        public abstract record ForOthers { [Range(0, 1)] public double A { get; init; } }
        [Options] public partial record Fine : Root;
        public record Plain { [Option("a"), Range(0, 1)] public double A { get; init; } }
        public interface IOdd { [OneOf("a")] string B { get; init; } }
        """,
        "HAM0019 A: [Option] has no effect at 'A': mark 'Plain' with [Options], or remove it",
        "HAM0019 A: [Range] has no effect at 'A': mark 'Plain' with [Options], or remove it",
        "HAM0019 B: [OneOf] has no effect at 'B': mark 'IOdd' with [Options], or remove it");

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
