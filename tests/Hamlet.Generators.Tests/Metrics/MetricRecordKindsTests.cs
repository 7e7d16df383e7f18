using System.Reflection;
using Hamlet.Generators.Tests.Testing;
using Hamlet.Metrics;
using Hamlet.Plugins;

namespace Hamlet.Generators.Tests.Metrics;

/// <summary>Wherever a record stands and however it is declared, it is logged; one that its assembly does not see is missing in the reference alone.</summary>
public sealed class MetricRecordKindsTests
{
    private const string Body = """readonly partial record struct R([Step] long Step, [Scalar("a")] float A)""";
    private const string Log = "public static void Log(MetricLog log) => log.Log(new R(7, 0.5f));";

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    [InlineData("")]
    public void ARecordMayStandInTheGlobalNamespace(string access) =>
        IsLogged($"[MetricRecord] {access} {Body}; public static class Program {{ {Log} }}");

    [Theory]
    [InlineData("public", true)]
    [InlineData("internal", true)]
    [InlineData("protected internal", true)]
    [InlineData("protected", false)]
    [InlineData("private protected", false)]
    [InlineData("private", false)]
    public void ARecordMayBeNestedInAClass(string access, bool isSeen) =>
        IsLogged($"public partial class Program {{ [MetricRecord] {access} {Body}; {Log} }}", isSeen);

    [Theory]
    [InlineData("static partial class")]
    [InlineData("partial struct")]
    [InlineData("readonly ref partial struct")]
    [InlineData("partial record")]
    [InlineData("partial record struct")]
    [InlineData("partial interface")]
    public void ARecordMayBeNestedInEveryKindOfType(string kind) =>
        IsLogged($"public {kind} Program {{ [MetricRecord] internal {Body}; {Log} }}");

    [Fact]
    public void WhatIsAroundARecordMayBePrivate() => IsLogged(
        $$"""
        public static partial class Program
        {
            private static partial class Inner
            {
                [MetricRecord] public {{Body}};
                {{Log}}
            }
            public static void Log(MetricLog log) => Inner.Log(log);
        }
        """,
        isSeen: false);

    [Theory]
    [InlineData("")]
    [InlineData("[System.Serializable]")]
    public void ARecordMayHaveItsPartsInTwoFiles(string attribute) => Logs(
        ["r@7 a=0.5"],
        1,
        "[MetricRecord] readonly partial record struct R([Step] long Step);"
            + "public static class Program { public static void Log(MetricLog log) => log.Log(new R(7) { A = 0.5f }); }",
        $$"""{{attribute}} readonly partial record struct R { [Scalar("a")] public float A { get; init; } }""");

    [Theory]
    [InlineData("private float A => 0.5f;")]
    [InlineData("private float A { get; init; } = 0.5f;")]
    public void APrivatePropertyIsLogged(string property) => IsLogged(
        $$"""
        [MetricRecord] readonly partial record struct R([Step] long Step) { [Scalar("a")] {{property}} }
        public static class Program { public static void Log(MetricLog log) => log.Log(new R(7)); }
        """);

    [Fact]
    public void StaticPropertiesAreNoneOfTheRecord() => IsLogged(
        $$"""[MetricRecord] {{Body}} { public static int Made { get; set; } } public static class Program { {{Log}} }""");

    [Fact]
    public void AnEnumMayBePrivate() => Logs(
        ["r@7 a=1 b=0"],
        0,
        """
        public partial class Program
        {
            private enum Ending { None, Won }
            [MetricRecord] private readonly partial record struct R([Step] long Step, [Scalar("a")] Ending A, [Scalar("b")] Ending? B);
            public static void Log(MetricLog log) => log.Log(new R(7, Ending.Won, Ending.None));
        }
        """);

    [Fact]
    public void TwoRecordsOfOneNameMayStandInTwoNamespaces() => Logs(
        ["r@7 a=0.5", "r@8 b=1.5"],
        2,
        $$"""
        namespace One { [MetricRecord] {{Body}}; }
        namespace Two { [MetricRecord] {{Body.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)}}; }
        public static class Program
        {
            public static void Log(MetricLog log)
            {
                log.Log(new One.R(7, 0.5f));
                log.Log(new Two.R(8, 1.5f));
            }
        }
        """);

    private static void IsLogged(string source, bool isSeen = true) => Logs(["r@7 a=0.5"], isSeen ? 1 : 0, source);

    // What Program.Log logs, and of how many records the registration tells; the run itself finds every warning.
    private static void Logs(IReadOnlyList<string> seen, int registered, params string[] sources)
    {
        GeneratorTest test = GeneratorTest.For(
            Misuse.Generators, [.. sources.Select(static s => $"using Hamlet;\nusing Hamlet.Metrics;\n{s}")]);
        Assembly assembly = test.ToAssembly();

        var sink = new TracingSink();
        using (var log = new MetricLog([new NamedSink("test", sink)]))
        {
            assembly.GetType("Program")!.GetMethod("Log")!.CreateDelegate<Action<MetricLog>>()(log);
        }

        Assert.Equal(seen, sink.Seen);
        var catalog = new PluginCatalog();
        assembly.GetType("Hamlet.Generated.Sample.PluginRegistration")?.GetMethod("Register")!.CreateDelegate<Action<PluginCatalog>>()(catalog);
        Assert.Equal(Enumerable.Repeat("r", registered), catalog.Records.Select(static r => r.Name));
    }
}
