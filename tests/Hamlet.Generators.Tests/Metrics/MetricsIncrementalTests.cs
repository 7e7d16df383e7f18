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
