using Hamlet.Generators.Metrics;
using Hamlet.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Tests.Metrics;

public sealed class MetricsGeneratorTests
{
    [Fact]
    public Task APropertyRecordWithEveryKindOfField() => Snapshot.Matches(GeneratorTest.For<MetricsGenerator>(Samples.EveryKind).Run());

    [Fact]
    public Task APositionalRecordTakesAttributesAndDocumentationOfItsParameters() => Snapshot.Matches(GeneratorTest.For<MetricsGenerator>("""
        using Hamlet;
        using Hamlet.Metrics;

        namespace Sample;

        /// <summary>What one evaluation found.</summary>
        /// <param name="Step">The step.</param>
        /// <param name="Name">The evaluation.</param>
        /// <param name="MeanReturn">The mean of the returns of all episodes.</param>
        /// <param name="SuccessRate">The share of the episodes that reached the goal; absent where the world has none.</param>
        [MetricRecord("evaluation")]
        public readonly partial record struct EvaluationRecord(
            [Step] long Step,
            [TagPart] TagName Name,
            [Scalar("eval/{name}/mean_return")] double MeanReturn,
            [Scalar("eval/{name}/success_rate", Unit = "1")] float? SuccessRate)
        {
            /// <summary>How long the episodes were.</summary>
            [Scalar("eval/{name}/mean_length", Unit = "steps")] public double MeanLength { get; init; }
        }
        """).Run());

    [Fact]
    public Task ARecordMayBeNestedAndHaveTheNamesOfKeywords() => Snapshot.Matches(GeneratorTest.For<MetricsGenerator>("""
        using Hamlet;

        namespace Sample.@event;

        internal static partial class Outer
        {
            [MetricRecord]
            internal readonly partial record struct @class([Step] int @long, [Scalar("a/b")] float @event, [Scalar("a/c")] float encoder);
        }
        """).Run());

    [Fact]
    public Task AColumnHasNoTagAndIsANumberOrAText() => Snapshot.Matches(GeneratorTest.For<MetricsGenerator>("""
        using Hamlet;
        using Hamlet.Metrics;

        namespace Sample;

        [MetricRecord("visits", Axis = MetricAxis.Episode)]
        internal readonly partial record struct VisitMetrics(
            [Step] long Step,
            [Episode] long Episode,
            [Column] string? From,
            [Column] string To,
            [Column(Unit = "visits")] int Count,
            [Column] double? Novelty);
        """).Run());

    [Fact]
    public void NoNameOfOursIsTakenFromARecord()
    {
        GeneratedCode code = GeneratorTest.For<MetricsGenerator>("""
            using Hamlet;

            [MetricRecord]
            readonly partial record struct R(
                [Step] int Step, [Scalar("a")] float MetricFields, [Scalar("b")] float Schema, [Scalar("c")] float decoder, [Scalar("d")] float Encode);
            """).Run();

        Assert.Contains("writer.Scalar(HamletFields.MetricFields, ", code.Single, StringComparison.Ordinal);
    }

    /// <summary>The compiler says that an attribute stands twice. Two files of one name would be an exception, and no record would have its part.</summary>
    [Fact]
    public void AnAttributeGivenTwiceIsReadOnce() => GeneratorTest
        .For<MetricsGenerator>("[Hamlet.MetricRecord, Hamlet.MetricRecord] readonly partial record struct R([Hamlet.Step] int Step, [Hamlet.Scalar(\"a\")] float A);")
        .After(Edits.AddFile("class Unrelated;")).Expect(TrackingNames.Metrics, IncrementalStepRunReason.Cached).ExpectFiles(IncrementalStepRunReason.Cached);

    [Fact]
    public void RecordsOfTheSameNameInTwoNamespacesDoNotCollide()
    {
        GeneratedCode code = GeneratorTest.For<MetricsGenerator>(Samples.Tiny("A"), Samples.Tiny("B")).Run();

        Assert.Equal(["A.TinyMetrics.Metrics.g.cs", "B.TinyMetrics.Metrics.g.cs"], code.Files.Keys);
    }

    [Theory]
    [InlineData("EpisodeMetrics", "episode")]
    [InlineData("EpisodeRecord", "episode")]
    [InlineData("PolicyUpdate", "policy_update")]
    [InlineData("Metrics", "metrics")]
    [InlineData("Record", "record")]
    public void ARecordIsNamedAfterItsTypeWithoutTheEnding(string type, string name)
    {
        string code = GeneratorTest.For<MetricsGenerator>(Samples.Tiny("A").Replace("TinyMetrics", type, StringComparison.Ordinal)).Run().Single;

        Assert.Contains($"s_hamletMetricSchema = new(\n        \"{name}\",", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("float", 4, "writer.Scalar(HamletFields.Value, decoder.Read<float>());")]
    [InlineData("double", 8, "writer.Scalar(HamletFields.Value, decoder.Read<double>());")]
    [InlineData("bool", 1, "writer.Scalar(HamletFields.Value, decoder.Read<bool>());")]
    [InlineData("sbyte", 1, "writer.Scalar(HamletFields.Value, (long)decoder.Read<sbyte>());")]
    [InlineData("byte", 1, "writer.Scalar(HamletFields.Value, (long)decoder.Read<byte>());")]
    [InlineData("short", 2, "writer.Scalar(HamletFields.Value, (long)decoder.Read<short>());")]
    [InlineData("ushort", 2, "writer.Scalar(HamletFields.Value, (long)decoder.Read<ushort>());")]
    [InlineData("int", 4, "writer.Scalar(HamletFields.Value, (long)decoder.Read<int>());")]
    [InlineData("uint", 4, "writer.Scalar(HamletFields.Value, (long)decoder.Read<uint>());")]
    [InlineData("long", 8, "writer.Scalar(HamletFields.Value, (long)decoder.Read<long>());")]
    [InlineData("ulong", 8, "writer.Scalar(HamletFields.Value, long.CreateSaturating(decoder.Read<ulong>()));")]
    [InlineData("System.DayOfWeek", 4, "writer.Scalar(HamletFields.Value, (long)decoder.Read<int>());")]
    [InlineData("float?", 5, "decoder.VisitOptionalSingle(HamletFields.Value, ref writer);")]
    [InlineData("double?", 9, "decoder.VisitOptionalDouble(HamletFields.Value, ref writer);")]
    [InlineData("bool?", 2, "decoder.VisitOptionalBoolean(HamletFields.Value, ref writer);")]
    [InlineData("short?", 3, "decoder.VisitOptionalInteger<short, TWriter>(HamletFields.Value, ref writer);")]
    [InlineData("ulong?", 9, "decoder.VisitOptionalInteger<ulong, TWriter>(HamletFields.Value, ref writer);")]
    [InlineData("System.DayOfWeek?", 5, "decoder.VisitOptionalInteger<int, TWriter>(HamletFields.Value, ref writer);")]
    public void EveryScalarTypeHasItsSizeAndItsVisit(string type, int size, string visit)
    {
        string code = GeneratorTest.For<MetricsGenerator>(Samples.Tiny("A").Replace("float", type, StringComparison.Ordinal)).Run().Single;

        Assert.Contains($".EncodedSize => {size};", code, StringComparison.Ordinal);
        Assert.Contains(visit, code, StringComparison.Ordinal);
    }

    [Fact]
    public void PropertiesWithoutAnAttributeAreLeftOut()
    {
        string code = GeneratorTest.For<MetricsGenerator>("""
            using Hamlet;

            [MetricRecord]
            readonly partial record struct R([Step] long Step, [Scalar("a/sum")] float Sum)
            {
                public static int Count { get; set; }

                public float Mean => Sum / Count;

                [Scalar("a/mean")] public float Average => Mean;
            }
            """).Run().Single;

        Assert.Contains(".EncodedSize => 8;", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Count", code, StringComparison.Ordinal);
        Assert.Contains("encoder.Write(Average);", code, StringComparison.Ordinal);
    }
}
