using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.Diagnostics;

/// <summary>Examples of the diagnostics of metric records.</summary>
internal static class MetricExamples
{
    private const string Start = "[MetricRecord] readonly partial record struct";
    private const string Good = $"""{Start} Fine([Step] long Step, [Scalar("group/a")] float A);""";

    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["HAM0050"] = Example.Of("""[MetricRecord] partial record struct Fine([Step] long Step, [Scalar("group/a")] float A);""", Good),
        ["HAM0051"] = Example.Of(
            """[MetricRecord("my/record")] readonly partial record struct Fine([Step] long Step, [Scalar("group/a")] float A);""",
            """[MetricRecord("my_record")] readonly partial record struct Fine([Step] long Step, [Scalar("group/a")] float A);"""),
        ["HAM0052"] = Example.Of($"""{Start} Fine([Scalar("group/a")] float A);""", Good),
        ["HAM0053"] = Example.Of(
            """[MetricRecord(Axis = MetricAxis.Episode)] readonly partial record struct Fine([Step] long Step, [Scalar("group/a")] float A);""",
            """[MetricRecord(Axis = MetricAxis.Episode)] readonly partial record struct Fine([Step] long Step, [Episode] long E, [Scalar("group/a")] float A);"""),
        ["HAM0054"] = Example.Of($"""{Start} Fine([Step] long Step, [Step] long Other, [Scalar("group/a")] float A);""", Good),
        ["HAM0055"] = Example.Of($"""{Start} Fine([Step] long Step, [Scalar("group/a")][Column] float A);""", Good),
        ["HAM0056"] = Example.Of($"""{Start} Fine([Step] long Step, [Scalar("group/a")] decimal A);""", Good),
        ["HAM0057"] = Example.Of($"""{Start} Fine([Step] long Step, [Scalar("group//a")] float A);""", Good),
        ["HAM0058"] = Example.Of(
            $"""{Start} Fine([Step] long Step, [Scalar("group/a")] float A, [Scalar("group/a")] float B);""",
            $"""{Start} Fine([Step] long Step, [Scalar("group/a")] float A, [Scalar("group/b")] float B);"""),
        ["HAM0059"] = Example.Of(
            $"""{Start} Fine([Step] long Step, [Scalar("group/a")] float QMean, [Scalar("group/b")] float Q_Mean);""",
            $"""{Start} Fine([Step] long Step, [Scalar("group/a")] float QMean, [Scalar("group/b")] float QMedian);"""),
        ["HAM0060"] = Example.Of(
            $"""{Start} Fine([Step] long Step, [TagPart] TagName Name, [Scalar("group/a")] float A);""",
            $$"""{{Start}} Fine([Step] long Step, [TagPart] TagName Name, [Scalar("group/{name}/a")] float A);"""),
        ["HAM0061"] = Example.Of(
            $"""{Start} Fine([Step] long Step, [Scalar("group/a")] float A, float B);""",
            $"""{Start} Fine([Step] long Step, [Scalar("group/a")] float A, [Scalar("group/b")] float B);"""),
        ["HAM0062"] = Example.Of("""record Plain([Scalar("group/a")] float A);""", "record Plain(float A);"),
        ["HAM0063"] = Example.Of(
            $"""{Good} {Start} Other([Step] long Step, [Scalar("group/a")] float A);""",
            $"""{Good} {Start} Other([Step] long Step, [Scalar("other/a")] float A);"""),
        ["HAM0064"] = Example.Of(
            $$"""{{Start}} Fine([Step] long Step, [Scalar("group/a")] float A) { internal readonly float B = A; }""",
            $$"""{{Start}} Fine([Step] long Step, [Scalar("group/a")] float A) { [Scalar("group/b")] internal float B => A; }"""),
        ["HAM0065"] = Example.Of($"{Start} Fine([Step] long Step);", Good),
        ["HAM0066"] = new Example(BesideAnother(Good), BesideAnother(Good.Replace("Fine(", "Better(", StringComparison.Ordinal))),
    };

    private static GeneratorTest BesideAnother(string source) => Example.Library(source).With(Edits.AddReference(Example.Library(Good).Named("Other").ToReference()));
}
