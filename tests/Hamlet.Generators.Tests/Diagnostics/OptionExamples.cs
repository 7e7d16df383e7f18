namespace Hamlet.Generators.Tests.Diagnostics;

/// <summary>Examples of the diagnostics of options records.</summary>
internal static class OptionExamples
{
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["HAM0001"] = Example.Of(
            "[Options] public record Plain { public int A { get; init; } }",
            "[Options] public partial record Plain { public int A { get; init; } }"),
        ["HAM0002"] = Example.Of(
            """[Options] public partial record Old { [Obsolete("gone", true)] public int A { get; init; } }""",
            """[Options] public partial record Old { [Obsolete("gone")] public int A { get; init; } }"""),
        ["HAM0010"] = Example.Of(
            "[Options] public partial record Pair(int A);",
            "[Options] public partial record Pair { public int A { get; init; } }"),
        ["HAM0011"] = Example.Of(
            "[Options] public partial record Sizes { public int[] Hidden { get; init; } = [64]; }",
            "[Options] public partial record Sizes { public IReadOnlyList<int> Hidden { get; init; } = [64]; }"),
        ["HAM0012"] = Example.Of(
            """[Options] public partial record Twice { public int Rate { get; init; } [Option("rate")] public int Speed { get; init; } }""",
            """[Options] public partial record Twice { public int Rate { get; init; } [Option("speed")] public int Speed { get; init; } }"""),
        ["HAM0013"] = Example.Of(
            """[Options] public partial record Odd { [Range(0, 1)] public string Name { get; init; } = ""; }""",
            """[Options] public partial record Odd { [OneOf("", "a")] public string Name { get; init; } = ""; }"""),
        ["HAM0014"] = Example.Of(
            "[Options] public partial record Odd { public string Name { get; init; } = null!; }",
            "[Options] public partial record Odd { public required string Name { get; init; } }"),
        ["HAM0015"] = Example.Of(
            "[Options] public partial record Odd { [Range(0, 1)] public double Gamma { get; init; } = 99; }",
            "[Options] public partial record Odd { [Range(0, 1)] public double Gamma { get; init; } = 0.99; }"),
        ["HAM0016"] = Example.Of(
            "[Options] public partial record Odd { [Range(1, 0)] public required double Gamma { get; init; } }",
            "[Options] public partial record Odd { [Range(0, 1)] public required double Gamma { get; init; } }"),
        ["HAM0017"] = Example.Of(
            """[Options] public partial record Odd { [Option("learning rate")] public double Rate { get; init; } }""",
            """[Options] public partial record Odd { [Option("learning_rate")] public double Rate { get; init; } }"""),
        ["HAM0018"] = Example.Of(
            "[Options] internal partial record Hidden { public int Unread { get; init; } }",
            """
            [Options] internal partial record Hidden { public int Unread { get; init; } }
            internal static class Reader { public static int Read(Hidden options) => options.Unread; }
            """),
        ["HAM0019"] = Example.Of(
            "public record Plain { [Range(0, 1)] public double Gamma { get; init; } }",
            "[Options] public partial record Plain { [Range(0, 1)] public double Gamma { get; init; } }"),
        ["HAM0020"] = Example.Of(
            "public enum Odd { QMean, Q_Mean } [Options] public partial record Plain { public Odd A { get; init; } }",
            "public enum Odd { QMean, QMedian } [Options] public partial record Plain { public Odd A { get; init; } }"),
    };
}
