using Hamlet.Generators.Metrics;
using Hamlet.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Tests.Metrics;

public sealed class MetricsIncrementalTests
{
    private const string Enum = "namespace Sample; enum Ending : byte { Died, Survived }";

    private const string Record = """
        namespace Sample;

        [Hamlet.MetricRecord]
        internal readonly partial record struct EndMetrics([Hamlet.Step] long Step, [Hamlet.Scalar("end/ending")] Ending Ending);
        """;

    private static GeneratorTest Test => GeneratorTest.For<MetricsGenerator>(Record, Enum, Samples.Tiny("Other"));

    [Fact]
    public void AddingAnUnrelatedFileKeepsEverything() => Test.After(Edits.AddFile("class Unrelated { }"))
        .Expect(TrackingNames.Metrics, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached)
        .ExpectFiles(IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    [Fact]
    public void ALetterInAMethodIsNotEvenSearched() => Test.With(Edits.AddFile(Edits.Methods)).After(Edits.Replace("return 1", "return 12", file: 3))
        .Expect(TrackingNames.Metrics + TrackingNames.Search, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached)
        .ExpectFiles(IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    [Fact]
    public void ARenamedRecordWritesItsFileAlone() => Test.After(Edits.Replace("EndMetrics", "StopMetrics"))
        .Expect(TrackingNames.Metrics, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached)
        .ExpectFiles(IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached);

    [Fact]
    public void ASecondPartOfTheRecordReachesIt() => GeneratorTest.For<MetricsGenerator>(
        "[Hamlet.MetricRecord] readonly partial record struct R([Hamlet.Step] long Step);",
        "readonly partial record struct R { [Hamlet.Scalar(\"a\")] public float A { get; init; } }")
        .After(Edits.Replace("float", "double", file: 1))
        .Expect(TrackingNames.Metrics, IncrementalStepRunReason.Modified).ExpectFiles(IncrementalStepRunReason.Modified);

    [Theory]
    [InlineData("int", IncrementalStepRunReason.Modified)]
    [InlineData("byte", IncrementalStepRunReason.Cached)]
    public void AnEnumInAReferencedAssemblyReachesTheRecord(string size, IncrementalStepRunReason reason)
    {
        MetadataReference old = Library("byte");
        GeneratorTest.For<MetricsGenerator>(Record).With(Edits.AddReference(old)).After(Edits.ReplaceReference(old, Library(size)))
            .Expect(TrackingNames.Metrics, reason).ExpectFiles(reason);
    }

    private static MetadataReference Library(string size) => GeneratorTest
        .For<MetricsGenerator>(Enum.Replace("enum", "public enum", StringComparison.Ordinal).Replace("byte", size, StringComparison.Ordinal))
        .Named("Library").ToReference();

    [Fact]
    public void ACommentInTheRecordKeepsItsFile() => Test.After(Edits.Replace("namespace Sample;", "namespace Sample; // the ends"))
        .Expect(TrackingNames.Metrics, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached)
        .ExpectFiles(IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    [Fact]
    public void AnotherTagWritesThatRecordAlone() => Test.After(Edits.Replace("end/ending", "end/kind"))
        .Expect(TrackingNames.Metrics, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached)
        .ExpectFiles(IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached);

    [Fact]
    public void AnotherSizeOfAnEnumInAnotherFileWritesTheRecordThatUsesIt() => Test.After(Edits.Replace("byte", "long", file: 1))
        .Expect(TrackingNames.Metrics, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached)
        .ExpectFiles(IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached);

    [Fact]
    public void AMemberMoreOfThatEnumKeepsEverything() => Test.After(Edits.Replace("Survived", "Survived, Truncated", file: 1))
        .Expect(TrackingNames.Metrics, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached)
        .ExpectFiles(IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
}
