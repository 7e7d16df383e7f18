using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.Metrics;

public sealed class MetricsMisuseTests
{
    private const string Usings = """
        using System;
        using Hamlet;
        using Hamlet.Metrics;

        """;

    [Fact]
    public Task ARecordOfEveryKindIsFine() => Misuse.Find(Samples.EveryKind).ContinueWith(static found => Assert.Empty(found.Result));

    [Fact]
    public Task ARecordIsPartial() => Says(
        "[MetricRecord] internal readonly record struct R([Step] int Step, [Scalar(\"a\")] float A);",
        "HAM0001 R: Make 'R' partial: the generated part of 'R' stands in another file");

    [Theory]
    [InlineData("[MetricRecord] file readonly partial record struct R([Step] int Step, [Scalar(\"a\")] float A);", "R")]
    [InlineData("file partial class Outer { [MetricRecord] public readonly partial record struct R([Step] int Step, [Scalar(\"a\")] float A); }", "Outer")]
    public Task ARecordIsSeenFromOtherFiles(string source, string hidden) => Says(
        source, $"HAM0001 {hidden}: Make '{hidden}' visible outside of its file: the generated part of 'R' stands in another file");

    [Fact]
    public Task AStructIsNoRecord() => Says(
        "[MetricRecord] internal readonly partial struct R { [Step] public int Step { get; init; } [Scalar(\"a\")] public float A { get; init; } }",
        "HAM0050 R: 'R' is marked [MetricRecord] but is no record: records are compared by value, in tests above all");

    [Fact]
    public Task ARecordIsReadonly() => Says(
        "[MetricRecord] internal partial record struct R([Step] int Step, [Scalar(\"a\")] float A);",
        "HAM0050 R: 'R' is marked [MetricRecord] but is not readonly: it would be copied at each call of a generated member");

    [Theory]
    [InlineData("[MetricRecord] internal readonly partial record struct R<T>([Step] int Step, [Scalar(\"a\")] float A);")]
    [InlineData("internal partial class Outer<T> { [MetricRecord] internal readonly partial record struct R([Step] int Step, [Scalar(\"a\")] float A); }")]
    public Task ARecordHasNoTypeParameters(string source) => Says(
        source,
        "HAM0050 R: 'R' is marked [MetricRecord] but has type parameters, also if only through a type around it: its one name would stand for many tables");

    [Theory]
    [InlineData("")]
    [InlineData("../episode")]
    [InlineData("Episode")]
    [InlineData("1st")]
    [InlineData("two words")]
    public Task ANameIsOneOfAFile(string name) => Says(
        $"[MetricRecord(\"{name}\")] internal readonly partial record struct R([Step] int Step, [Scalar(\"a\")] float A);",
        $"HAM0051 R: '{name}' is no name for a metric record: use lower-case letters, digits and underscores, beginning with a letter");

    [Fact]
    public Task ARecordHasAStep() => Says(
        "[MetricRecord] internal readonly partial record struct R([Scalar(\"a\")] float A);",
        "HAM0052 R: 'R' has no step: mark the property that holds the environment step with [Step]");

    [Fact]
    public Task ARecordOverEpisodesHasAnEpisode() => Says(
        "[MetricRecord(Axis = MetricAxis.Episode)] internal readonly partial record struct R([Step] int Step, [Scalar(\"a\")] float A);",
        "HAM0053 R: 'R' is drawn over episodes: mark the property that holds the episode with [Episode]");

    [Fact]
    public Task ThereIsOneStepOneEpisodeAndOneAgent() => Says(
        """
        [MetricRecord] internal readonly partial record struct R(
            [Step] int S1, [Step] int S2, [Episode] int E1, [Episode] long E2, [Agent] int A1, [Agent] int A2, [Scalar("a")] float A);
        """,
        "HAM0054 S2: 'S1' is the [Step] already: remove the attribute from 'S2'",
        "HAM0054 E2: 'E1' is the [Episode] already: remove the attribute from 'E2'",
        "HAM0054 A2: 'A1' is the [Agent] already: remove the attribute from 'A2'");

    [Fact]
    public Task APropertyHasOneAttribute() => Says(
        "[MetricRecord] internal readonly partial record struct R([Step][Scalar(\"a\")] int Step, [property: Scalar(\"b\")][Histogram(\"c\")] float A);",
        "HAM0055 Step: 'Step' is marked [Step]: remove [Scalar]",
        "HAM0055 A: 'A' is marked [Histogram]: remove [Scalar]",
        "HAM0056 A: 'A' is marked [Histogram]: make it a ReadOnlyMemory<float>");

    [Theory]
    [InlineData("Step", "short", "an int or a long")]
    [InlineData("Step", "int?", "an int or a long")]
    [InlineData("Agent", "long", "an int")]
    [InlineData("Scalar(\"a\")", "decimal", "a float, a double, a whole number of up to 64 bits, a bool, an enum, or one of these with '?'")]
    [InlineData("Scalar(\"a\")", "char", "a float, a double, a whole number of up to 64 bits, a bool, an enum, or one of these with '?'")]
    [InlineData("Scalar(\"a\")", "nint", "a float, a double, a whole number of up to 64 bits, a bool, an enum, or one of these with '?'")]
    [InlineData("Scalar(\"a\")", "string", "a float, a double, a whole number of up to 64 bits, a bool, an enum, or one of these with '?'")]
    [InlineData("Histogram(\"a\")", "float[]", "a ReadOnlyMemory<float>")]
    [InlineData("Histogram(\"a\")", "ReadOnlyMemory<double>", "a ReadOnlyMemory<float>")]
    [InlineData("Text(\"a\")", "object", "a string")]
    [InlineData("Image(\"a\")", "byte[]", "a MetricImage")]
    [InlineData("ScalarMap(\"a\")", "MetricMap?", "a MetricMap")]
    [InlineData("Column", "object", "a string, a float, a double, a whole number of up to 64 bits, a bool, an enum, or one of the numbers with '?'")]
    [InlineData("TagPart", "string", "a TagName")]
    public async Task APropertyHasTheTypeOfItsAttribute(string attribute, string type, string expected)
    {
        IReadOnlyList<string> found = await Misuse.Find(
            $$"""{{Usings}}[MetricRecord] internal readonly partial record struct R([Step] int Step, [{{attribute}}] {{type}} A, [Scalar("b/{a}")] float B);""");

        Assert.Contains($"HAM0056 A: 'A' is marked [{attribute.Split('(')[0]}]: make it {expected}", found);
    }

    [Fact]
    public Task APropertyIsReadFromARecord() => Says(
        """
        [MetricRecord] internal readonly partial record struct R([Step] int Step, [Scalar("a")] float A)
        {
            [Scalar("b")] public static float B { get; }
            [Scalar("c")] public float C { init { } }
        }
        """,
        "HAM0056 B: 'B' is marked [Scalar]: make it an instance property that can be read",
        "HAM0056 C: 'C' is marked [Scalar]: make it an instance property that can be read");

    [Fact]
    public Task WhatImplementsAnInterfaceByItsFullNameHasNoName() => Says(
        """
        internal interface IMean { float Mean { get; } }
        [MetricRecord] internal readonly partial record struct R([Step] int Step, [Scalar("a")] float A) : IMean
        {
            [Scalar("b")] float IMean.Mean => A;
        }
        """,
        "HAM0056 Mean: 'IMean.Mean' is marked [Scalar]: make it a property of the record's own, "
            + "since what implements an interface by its full name has no name to be read by");

    [Theory]
    [InlineData("", "", "it is empty")]
    [InlineData("/a", "/a", "a name before, between or after its slashes is empty")]
    [InlineData("a/", "a/", "a name before, between or after its slashes is empty")]
    [InlineData("a//b", "a//b", "a name before, between or after its slashes is empty")]
    [InlineData("a\\n", "a\n", "it has a control character")]
    [InlineData("a/{name}", "a/{name}", "no property marked [TagPart] has the name 'name' in camel case")]
    [InlineData("a/{Part}/{part}", "a/{Part}/{part}", "no property marked [TagPart] has the name 'Part' in camel case")]
    [InlineData("a/{part", "a/{part", "its braces do not match")]
    [InlineData("a/{part}}", "a/{part}}", "its braces do not match")]
    public Task ATagIsAPathOfKnownParts(string literal, string tag, string problem) => Says(
        $$"""
        [MetricRecord] internal readonly partial record struct R(
            [Step] int Step, [TagPart] TagName Part, [Scalar("fine/{part}")] float Fine, [Scalar("{{literal}}")] float A);
        """,
        $"HAM0057 A: '{tag}' is no tag: {problem}");

    // Not a case of the theory above: an attribute's texts are stored in UTF-8 themselves.
    [Fact]
    public Task ATagIsUnicode() => Says(
        """[MetricRecord] internal readonly partial record struct R([Step] int Step, [Scalar("a\ud800")] float A);""",
        "HAM0057 A: 'a\ud800' is no tag: it has half of a surrogate pair, which no output can write");

    [Fact]
    public Task TagsDiffer() => Says(
        """
        [MetricRecord] internal readonly partial record struct R(
            [Step] int Step, [Scalar("a")] float A, [Text("a")] string B, [ScalarMap("a")] MetricMap C, [ScalarMap("a")] MetricMap D);
        """,
        "HAM0058 B: 'a' is already the tag of 'A': give 'B' another",
        "HAM0058 D: 'a' is already the tag of 'C': give 'D' another");

    [Fact]
    public Task ColumnsDiffer() => Says(
        "[MetricRecord] internal readonly partial record struct R([Step] int Step, [Scalar(\"a\")] float QMean, [Scalar(\"b\")] float Q_Mean);",
        "HAM0059 Q_Mean: 'q_mean' is already the column of 'QMean': rename 'Q_Mean'");

    [Fact]
    public Task ATagPartStandsInATag() => Says(
        "[MetricRecord] internal readonly partial record struct R([Step] int Step, [TagPart] TagName Name, [Scalar(\"a\")] float A);",
        "HAM0060 Name: 'Name' is in no tag: write {name} in one, or remove [TagPart]");

    [Fact]
    public Task WhatARecordIsGivenItLogs() => Says(
        """
        [MetricRecord] internal readonly partial record struct R([Step] int Step, [Scalar("a")] float A, float B)
        {
            public float C { get; init; }
            public float Computed => A;
            public static float Shared { get; set; }
        }
        """,
        "HAM0061 B: 'B' is set and never logged: give it a metric attribute, or make it computed",
        "HAM0061 C: 'C' is set and never logged: give it a metric attribute, or make it computed");

    [Fact]
    public Task TagsOfTwoRecordsDiffer() => Says(
        """
        [MetricRecord] internal readonly partial record struct B([Step] int Step, [Scalar("a")] float A, [Scalar("b/{part}")] float P, [TagPart] TagName Part);
        [MetricRecord] internal readonly partial record struct A([Step] int Step, [Text("a")] string T, [Scalar("b/{part}")] float P, [TagPart] TagName Part);
        [MetricRecord] internal readonly partial record struct Free([Step] int Step, [Scalar("{part}")] float P, [TagPart] TagName Part);
        [MetricRecord] internal readonly partial record struct Freer([Step] int Step, [Scalar("{part}")] float P, [TagPart] TagName Part);
        [MetricRecord] internal readonly partial record struct Maps([Step] int Step, [ScalarMap("a")] MetricMap A);
        """,
        "HAM0063 A: 'a' is already the tag of 'A.T': two records would draw one curve, so give 'B.A' another",
        "HAM0063 P: 'b/{part}' is already the tag of 'A.P': two records would draw one curve, so give 'B.P' another");

    [Fact]
    public Task TwoRecordsOfOneNameMayStandInTwoNamespaces() => Says(
        Samples.Tiny("One") + Samples.Tiny("Two").Replace("tiny/", "tinier/", StringComparison.Ordinal));

    /// <summary>Of two assemblies each has a right to its names; whoever refers to the other is told, and may draw the same curve.</summary>
    [Fact]
    public async Task ANameOfAnotherAssemblyIsAWarning()
    {
        GeneratorTest one = GeneratorTest.For(Misuse.Generators, Samples.Tiny("One")).Named("One");
        GeneratorTest two = GeneratorTest.For(Misuse.Generators, Samples.Tiny("Two")).With(Edits.AddReference(one.ToReference()));

        Assert.Equal(
            ["HAM0066 TinyMetrics: 'tiny' is also the name of 'One.TinyMetrics' in One, and its table is that of the one that is logged first:"
                + " give 'TinyMetrics' another, as by [MetricRecord(\"my_tiny\")]"],
            await Misuse.Find(two));
    }

    [Fact]
    public Task AColumnOfEveryRecordIsTaken() => Says(
        "[MetricRecord] internal readonly partial record struct R([Step] int At, [Column] int Episode, [Scalar(\"a\")] float RunId);",
        "HAM0059 Episode: 'episode' is already the column of every record: rename 'Episode'",
        "HAM0059 RunId: 'run_id' is already the column of every record: rename 'RunId'");

    [Fact]
    public Task AFieldIsNotLogged() => Says(
        """
        [MetricRecord] internal readonly partial record struct R([Step] int Step, [Scalar("a")] float A)
        {
            internal readonly float B = A;
            private readonly float _c = A;
            public static readonly float D = 1;
            public float C => _c;
        }
        """,
        "HAM0064 B: 'B' is a field and never logged: make it a property with a metric attribute");

    [Fact]
    public Task ARecordHasAValue() => Says(
        "[MetricRecord] internal readonly partial record struct R([Step] int Step, [Agent] int Agent);",
        "HAM0065 R: 'R' has no value: mark a property with [Scalar], [Histogram], [Text], [Image], [ScalarMap] or [Column]");

    [Fact]
    public Task AnAttributeElsewhereIsNotForgotten() => Says(
        """
        internal sealed record Plain([Step] int Step) { [Scalar("a")] public float A { get; init; } }

        [MetricRecord] internal readonly partial record struct R([Step] int Step, [Scalar("a")] float A)
        {
            public void Method([Agent] int agent) { }
            [Scalar("b")] public float this[int place] => place;
        }
        """,
        "HAM0062 Step: [Step] has no effect at 'Step', which is no property of a metric record: mark 'Plain' with [MetricRecord], or remove it",
        "HAM0062 A: [Scalar] has no effect at 'A', which is no property of a metric record: mark 'Plain' with [MetricRecord], or remove it",
        "HAM0062 agent: [Agent] has no effect at 'agent', which is no property of a metric record: mark 'R' with [MetricRecord], or remove it",
        "HAM0062 this: [Scalar] has no effect at 'this[]', which is no property of a metric record: mark 'R' with [MetricRecord], or remove it");

    private static async Task Says(string source, params string[] expected) => Assert.Equal(expected, await Misuse.Find(Usings + source));
}
