using Hamlet.Generators.Tests.Diagnostics;
using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.CodeFixes;

/// <summary>Where a fix offers nothing, and what it makes of many diagnostics.</summary>
public sealed class CodeFixLimitTests
{
    [Theory]
    [InlineData("HAM0010", "[Options] public abstract partial class Odd;")]
    [InlineData("HAM0010", "[Options] public partial class Odd : Exception;")]
    [InlineData("HAM0010", "[Options] public partial class Odd { public Odd(int a) => A = a; public int A { get; init; } }")]
    [InlineData("HAM0010", "[Options] public partial class Odd { public override bool Equals(object? other) => true; public override int GetHashCode() => 0; }")]
    [InlineData("HAM0010", "[Options] public partial record Odd(int A);")]
    [InlineData("HAM0011", "[Options] public partial record Odd { public decimal A { get; init; } }")]
    [InlineData("HAM0011", "[Options] public partial record Odd { public decimal[] A { get; init; } = []; }")]
    [InlineData("HAM0011", "[Options] public partial record Odd { public int[,]? A { get; init; } }")]
    [InlineData("HAM0011", "[Options] public partial record Odd { public int[] A { get; init; } = { 1 }; }")]
    [InlineData("HAM0011", "[Options] public partial record Odd { public List<int> A { get; init; } = new(); }")]
    [InlineData("HAM0011", "[Options] public partial record Odd { public IList<int>? A { get; init; } }")]
    [InlineData("HAM0011", "[Options] public partial record Odd { public Dictionary<int, int>? A { get; init; } }")]
    [InlineData("HAM0016", "[Options] public partial record Odd { [OneOf] public required string A { get; init; } }")]
    [InlineData("HAM0016", "[Options] public partial record Odd { [Range(1, 1, MinExclusive = true)] public required int A { get; init; } }")]
    [InlineData("HAM0016", "[Options] public partial record Odd { [Range(1, 0, MinExclusive = true)] public required int A { get; init; } }")]
    [InlineData("HAM0016", "[Options] public partial record Odd { [Range(max: 0, min: 1)] public required int A { get; init; } }")]
    [InlineData("HAM0016", "[Options] public partial record Odd { [Range(double.NaN, 1)] public required int A { get; init; } }")]
    [InlineData("HAM0056", "[MetricRecord] readonly partial record struct R([Step] long S, [Scalar(\"a\")] decimal A, [Column] int B);")]
    [InlineData("HAM0056", "[MetricRecord] readonly partial record struct R([Step] long? S, [Scalar(\"a\")] float A);")]
    [InlineData("HAM0056", "[MetricRecord] readonly partial record struct R([Step] long S, [Histogram(\"a\")] double[] A);")]
    [InlineData("HAM0056", "[MetricRecord] readonly partial record struct R([Step] long S) { [Histogram(\"a\")] public static float[] A => []; }")]
    [InlineData("HAM0056", "[MetricRecord] readonly partial record struct R([Step] long S, [Column] int B) { [Histogram(\"a\")] public float[] A { get; init; } = []; }")]
    [InlineData("HAM0057", "[MetricRecord] readonly partial record struct R([Step] long S, [Scalar(\"\")] float A);")]
    [InlineData("HAM0057", "[MetricRecord] readonly partial record struct R([Step] long S, [Scalar(\"//\")] float A);")]
    [InlineData("HAM0057", "[MetricRecord] readonly partial record struct R([Step] long S, [Scalar(\"a/{phase}\")] float A);")]
    [InlineData("HAM0057", "[MetricRecord] readonly partial record struct R([Step] long S, [Scalar(\"a//b}\")] float A);")]
    [InlineData("HAM0061", "[MetricRecord] readonly partial record struct R([Step] long S, [Scalar(\"a\")] float A, object B);")]
    [InlineData("HAM0064", "[MetricRecord] readonly partial record struct R([Step] long S, [Scalar(\"a\")] float A) { internal readonly object? B = null; }")]
    [InlineData("HAM0064", "[MetricRecord] readonly partial record struct R([Step] long S, [Scalar(\"a\")] float A) { internal readonly float B = 1, C = 2; }")]
    [InlineData("HAM0064", "[MetricRecord] readonly partial record struct R([Step] long S, [Scalar(\"a\")] float A) { [NonSerialized] internal readonly float B = 1; }")]
    public async Task WhereNoRepairIsObviousNoneIsOffered(string rule, string source) => Assert.Empty(await CodeFix.Titles(rule, source));

    [Theory]
    [InlineData(
        "HAM0064",
        "Make it a property, logged as \"R/C\"",
        "[MetricRecord]\nreadonly partial record struct R([Step] long S)\n{\n    internal readonly float B = 1;\n    internal static float T => 1;\n    internal readonly float C = 2;\n}",
        "[MetricRecord]\nreadonly partial record struct R([Step] long S)\n{\n"
            + "    [Scalar(\"R/B\")]\n    internal float B { get; init; } = 1;\n    internal static float T => 1;\n    [Scalar(\"R/C\")]\n    internal float C { get; init; } = 2;\n}")]
    [InlineData(
        "HAM0016",
        "Swap its bounds",
        "[Options] public partial record Odd { [Range(1, 0)] public double A { get; init; } [Range(3, 0)] public double B { get; init; } }",
        "[Options] public partial record Odd { [Range(0, 1)] public double A { get; init; } [Range(0, 3)] public double B { get; init; } }")]
    [InlineData(
        "HAM0056",
        "Make it ReadOnlyMemory<float>",
        """[MetricRecord] readonly partial record struct R([Step] short S, [Histogram("a")] float[] A);""",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Histogram("a")] ReadOnlyMemory<float> A);""")]
    [InlineData(
        "HAM0057",
        "Name it \"b/c\"",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("/a")] float A, [Scalar("b//c")] float B);""",
        """[MetricRecord] readonly partial record struct R([Step] long S, [Scalar("a")] float A, [Scalar("b/c")] float B);""")]
    public async Task AllAreRepairedAtOnce(string rule, string title, string before, string after)
    {
        Assert.Equal(after, (await CodeFix.ApplyToAll(rule, title, before)).Source);
        Assert.Empty(await Misuse.Find(Example.Library(after)));
    }
}
