namespace Hamlet.Benchmarks.Generators;

/// <summary>Projects as users write them, one type a file.</summary>
internal static class SourceTexts
{
    private const string Usings = "using Hamlet;\nusing Hamlet.Configuration;\nusing Hamlet.Metrics;\nusing Hamlet.Networks;\n\nnamespace Project;\n\n";

    /// <summary>Metric records of eight scalars each.</summary>
    public static IReadOnlyList<string> MetricRecords(int count) => Each(count, static n => $$"""
        /// <summary>Record {{n}}.</summary>
        [MetricRecord]
        public readonly partial record struct Record{{n}}Metrics
        {
            /// <summary>The step.</summary>
            [Step] public long Step { get; init; }
        {{Eight(i => $$"""

            /// <summary>Value {{i}}.</summary>
            [Scalar("Group{{n}}/Value{{i}}", Unit = "steps")] public float Value{{i}} { get; init; }
        """)}}
        }
        """);

    /// <summary>Options records of eight options each.</summary>
    public static IReadOnlyList<string> OptionsRecords(int count) => Each(count, Options);

    /// <summary>Plugins, and the options records that they take.</summary>
    public static IReadOnlyList<string> Plugins(int count) =>
    [
        .. OptionsRecords(count),
        .. Each(count, static n => $$"""
            /// <summary>Plugin {{n}}.</summary>
            [Backend("backend_{{n}}")]
            public sealed class Plugin{{n}}(Record{{n}}Options options, BackendContext context) : IBackend
            {
            }
            """),
    ];

    private static string Options(int n) => $$"""
        /// <summary>Options {{n}}.</summary>
        [Options]
        public sealed partial record Record{{n}}Options
        {
        {{Eight(i => $$"""

            /// <summary>Value {{i}}.</summary>
            [Range(0, 1000), Option(Unit = "steps")] public double Value{{i}} { get; init; } = {{i}}.5;
        """)}}
        }
        """;

    private static string[] Each(int count, Func<int, string> write) => [.. Enumerable.Range(0, count).Select(n => Usings + write(n))];

    private static string Eight(Func<int, string> write) => string.Join('\n', Enumerable.Range(0, 8).Select(write));
}
