using System.Text.RegularExpressions;
using Hamlet.Generators.Tests.Diagnostics;
using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.CodeFixes;

/// <summary>What an editor offers repairs what the diagnostic found, and leaves nothing else wrong.</summary>
public sealed partial class CodeFixTests
{
    [Fact]
    public Task TypesBecomePartialFromWithinOutwards() => Repairs(
        "HAM0001",
        """
        public class Outer
        {
            /// <summary>Inner.</summary>
            [Options]
            internal record Inner;
        }
        """,
        "Make it partial",
        """
        public partial class Outer
        {
            /// <summary>Inner.</summary>
            [Options]
            internal partial record Inner;
        }
        """);

    [Fact]
    public Task ATypeWithoutModifiersBecomesPartial() => Repairs(
        "HAM0001", "[Options]\nrecord Plain;", "Make it partial", "[Options]\npartial record Plain;");

    [Fact]
    public Task TheStepIsMarked() => Repairs(
        "HAM0052",
        """[MetricRecord] readonly partial record struct R([Scalar("a")] float A, long GlobalStep);""",
        "Mark it [Step]",
        """[MetricRecord] readonly partial record struct R([Scalar("a")] float A, [Step] long GlobalStep);""");

    [Fact]
    public Task AStepIsAdded() => Repairs(
        "HAM0052",
        """[MetricRecord] readonly partial record struct R([Scalar("a")] float A);""",
        "Add a [Step]",
        """[MetricRecord] readonly partial record struct R([Step] long Step, [Scalar("a")] float A);""");

    [Fact]
    public Task AnEpisodeIsAddedAsAProperty() => Repairs(
        "HAM0053",
        """
        [MetricRecord(Axis = MetricAxis.Episode)]
        readonly partial record struct R
        {
            [Step] public long Step { get; init; }
            [Scalar("a")] public float A { get; init; }
        }
        """,
        "Add a [Episode]",
        """
        [MetricRecord(Axis = MetricAxis.Episode)]
        readonly partial record struct R
        {
            [Episode] public long Episode { get; init; }
            [Step] public long Step { get; init; }
            [Scalar("a")] public float A { get; init; }
        }
        """);

    [Theory]
    [InlineData(
        "HAM0054",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Step, Scalar("b")] long T, [Scalar("a")] float A);""",
        "Remove [Step]",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("b")] long T, [Scalar("a")] float A);""")]
    [InlineData(
        "HAM0055",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("a")][Column] float A);""",
        "Remove [Column]",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("a")] float A);""")]
    [InlineData(
        "HAM0062",
        """record Plain([Scalar("a")] float A);""",
        "Remove [Scalar]",
        """record Plain(float A);""")]
    [InlineData(
        "HAM0013",
        """[Options] public partial record Odd { [Range(0, 1)] public bool A { get; init; } }""",
        "Remove [Range]",
        """[Options] public partial record Odd { public bool A { get; init; } }""")]
    public Task AnAttributeIsRemoved(string rule, string before, string title, string after) => Repairs(rule, before, title, after);

    [Theory]
    [InlineData(
        "HAM0058",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("group/a")] float A, [Scalar("group/a", Unit = "1")] float B);""",
        "Name it \"group/B\"",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("group/a")] float A, [Scalar("group/B", Unit = "1")] float B);""")]
    [InlineData(
        "HAM0063",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("a/A")] float A); [MetricRecord] readonly partial record struct T([Step] long S, [Scalar("a/A")] float A);""",
        "Name it \"a/A_2\"",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("a/A")] float A); [MetricRecord] readonly partial record struct T([Step] long S, [Scalar("a/A_2")] float A);""")]
    [InlineData(
        "HAM0012",
        """[Options] public partial record Twice { public int Rate { get; init; } [Option("rate")] public int StepSize { get; init; } }""",
        "Name it \"step_size\"",
        """[Options] public partial record Twice { public int Rate { get; init; } [Option("step_size")] public int StepSize { get; init; } }""")]
    [InlineData(
        "HAM0033",
        """[Backend("fast")] class Fast : NullBackend; [Backend("fast")] class FarFaster : NullBackend;""",
        "Name it \"fast_2\"",
        """[Backend("fast_2")] class Fast : NullBackend; [Backend("fast")] class FarFaster : NullBackend;""")]
    [InlineData(
        "HAM0034",
        """[Backend("Very Fast")] class Fast : NullBackend;""",
        "Name it \"very_fast\"",
        """[Backend("very_fast")] class Fast : NullBackend;""")]
    [InlineData(
        "HAM0017",
        """[Options] public partial record Odd { public int Größe { get; init; } }""",
        "Name it \"gr_e\"",
        """[Options] public partial record Odd { [Option("gr_e")] public int Größe { get; init; } }""")]
    [InlineData(
        "HAM0051",
        """[MetricRecord("../x")] readonly partial record struct R([Step] long S, [Scalar("a")] float A);""",
        "Name it \"x\"",
        """[MetricRecord("x")] readonly partial record struct R([Step] long S, [Scalar("a")] float A);""")]
    public Task ANameIsChanged(string rule, string before, string title, string after) => Repairs(rule, before, title, after);

    [Fact]
    public Task AStructBecomesARecord() => Repairs(
        "HAM0050",
        """
        [MetricRecord]
        internal partial struct R
        {
            [Step] public long S { get; init; }
            [Scalar("a")] public float A { get; init; }
        }
        """,
        "Make it a readonly record struct",
        """
        [MetricRecord]
        internal readonly partial record struct R
        {
            [Step] public long S { get; init; }
            [Scalar("a")] public float A { get; init; }
        }
        """);

    [Fact]
    public Task ARecordBecomesReadonly() => Repairs(
        "HAM0050",
        """[MetricRecord] partial record struct R([Step] long S, [Scalar("a")] float A);""",
        "Make it readonly",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("a")] float A);""");

    [Fact]
    public Task AClassBecomesARecordInAllItsParts() => Repairs(
        "HAM0010",
        """
        /// <summary>Odd.</summary>
        [Options]
        public sealed partial class Odd : IDisposable
        {
            public int A { get; init; }
        }
        partial class Odd
        {
            public void Dispose() { }
        }
        """,
        "Make it a record",
        """
        /// <summary>Odd.</summary>
        [Options]
        public sealed partial record Odd : IDisposable
        {
            public int A { get; init; }
        }
        partial record Odd
        {
            public void Dispose() { }
        }
        """);

    [Theory]
    [InlineData("int[] A { get; init; } = [64];", "IReadOnlyList<int>", "IReadOnlyList<int> A { get; init; } = [64];")]
    [InlineData("int[] A { get; init; } = new[] { 64 };", "IReadOnlyList<int>", "IReadOnlyList<int> A { get; init; } = new[] { 64 };")]
    [InlineData("required string?[] A { get; init; }", "IReadOnlyList<string?>", "required IReadOnlyList<string?> A { get; init; }")]
    [InlineData("List<DayOfWeek>? A { get; init; }", "IReadOnlyList<DayOfWeek>", "IReadOnlyList<DayOfWeek>? A { get; init; }")]
    [InlineData(
        "Dictionary<string, int> A { get; init; } = new Dictionary<string, int>();",
        "IReadOnlyDictionary<string, int>",
        "IReadOnlyDictionary<string, int> A { get; init; } = new Dictionary<string, int>();")]
    public Task ACollectionOfOptionsIsOnlyRead(string before, string type, string after) => Repairs(
        "HAM0011",
        $"[Options] public partial record Odd {{ public {before} }}",
        $"Make it {type}",
        $"[Options] public partial record Odd {{ public {after} }}");

    [Theory]
    [InlineData("[Step] short S, [Scalar(\"a\")] float A", "long", "[Step] long S, [Scalar(\"a\")] float A")]
    [InlineData("[Step] long S, [Agent] byte G, [Scalar(\"a\")] float A", "int", "[Step] long S, [Agent] int G, [Scalar(\"a\")] float A")]
    [InlineData("[Step] long S, [Histogram(\"a\")] float[] A", "ReadOnlyMemory<float>", "[Step] long S, [Histogram(\"a\")] ReadOnlyMemory<float> A")]
    public Task ATypeIsOneThatTakesTheOld(string before, string type, string after) => Repairs(
        "HAM0056",
        $"[MetricRecord] readonly partial record struct R({before});",
        $"Make it {type}",
        $"[MetricRecord] readonly partial record struct R({after});");

    [Fact]
    public Task BoundsAreSwapped() => Repairs(
        "HAM0016",
        "[Options] public partial record Odd { [Range(1, -1e-3)] public double A { get; init; } }",
        "Swap its bounds",
        "[Options] public partial record Odd { [Range(-1e-3, 1)] public double A { get; init; } }");

    [Theory]
    [InlineData("/a//b/", "a/b")]
    [InlineData("a/{GamePhase}", "a/{gamePhase}")]
    [InlineData("{game_phase}//a", "{gamePhase}/a")]
    public Task ATagIsRepaired(string before, string after) => Repairs(
        "HAM0057",
        $$"""[MetricRecord] readonly partial record struct R([Step] long S, [TagPart] TagName GamePhase, [Scalar("{gamePhase}")] float A, [Text("{{before}}")] string B);""",
        $"Name it \"{after}\"",
        $$"""[MetricRecord] readonly partial record struct R([Step] long S, [TagPart] TagName GamePhase, [Scalar("{gamePhase}")] float A, [Text("{{after}}")] string B);""");

    [Theory]
    [InlineData(
        "/// <summary>Kept.</summary>\n    internal readonly float Length = A;",
        "/// <summary>Kept.</summary>\n    [Scalar(\"Episode/Length\")]\n    internal float Length { get; init; } = A;")]
    [InlineData("public readonly string? Length = null;", "[Text(\"Episode/Length\")]\n    public string? Length { get; init; } = null;")]
    [InlineData(
        "public readonly float Length;\n    internal EpisodeMetrics(long s) : this(s, 0) => Length = 1;",
        "[Scalar(\"Episode/Length\")]\n    public float Length { get; init; }\n    internal EpisodeMetrics(long s) : this(s, 0) => Length = 1;")]
    public Task AFieldBecomesALoggedProperty(string before, string after) => Repairs(
        "HAM0064",
        $$"""
        [MetricRecord]
        readonly partial record struct EpisodeMetrics([Step] long S, [Scalar("a")] float A)
        {
            {{before}}
        }
        """,
        "Make it a property, logged as \"Episode/Length\"",
        $$"""
        [MetricRecord]
        readonly partial record struct EpisodeMetrics([Step] long S, [Scalar("a")] float A)
        {
            {{after}}
        }
        """);

    [Fact]
    public Task ATextIsLoggedAsOne() => Repairs(
        "HAM0061",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("a")] float A, string B);""",
        "Log it as \"R/B\"",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("a")] float A, [Text("R/B")] string B);""");

    [Fact]
    public Task APropertyIsLogged() => Repairs(
        "HAM0061",
        """[MetricRecord] readonly partial record struct EpisodeMetrics([Step] long S, [Scalar("a")] float A, float Length);""",
        "Log it as \"Episode/Length\"",
        """[MetricRecord] readonly partial record struct EpisodeMetrics([Step] long S, [Scalar("a")] float A, [Scalar("Episode/Length")] float Length);""");

    [Fact]
    public Task AnOptionIsRequired() => Repairs(
        "HAM0014",
        """[Options] public partial record Odd { public string Name { get; init; } = null!; }""",
        "Make it required",
        """[Options] public partial record Odd { public required string Name { get; init; } }""");

    [Fact]
    public async Task APluginGetsItsInterface() => Assert.Equal(
        ("Implement IEpisode", "[Environment(\"a\")]\nclass Maze : IEpisode\n{\n}"),
        await CodeFix.Apply("HAM0030", "[Environment(\"a\")]\nclass Maze\n{\n}"));

    [Fact]
    public void TheReadmeSaysWhichRulesHaveOne()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "generators", "README.md"));
        IEnumerable<string> rules = Row().Matches(readme).Where(static m => m.Groups[2].Value.Trim().Length > 0).Select(static m => m.Groups[1].Value);
        Assert.Equal(CodeFix.All.SelectMany(static f => f.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal), rules);
    }

    [GeneratedRegex(@"^\| (HAM[0-9]{4}) \| [^|]+ \|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static async Task Repairs(string rule, string before, string title, string after)
    {
        Assert.Contains(await Misuse.Find(Example.Library(before)), found => found.StartsWith(rule, StringComparison.Ordinal));

        (string offered, string repaired) = await CodeFix.Apply(rule, before);
        Assert.Equal(title, offered);
        Assert.Equal(after, repaired);

        Assert.Empty(await Misuse.Find(Example.Library(after)));
    }
}
