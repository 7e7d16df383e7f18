using Hamlet.Generators.Configuration;
using Hamlet.Generators.Tests.Testing;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Hamlet.Generators.Tests.Configuration;

public class OptionsIncrementalTests
{
    private static readonly GeneratorTest s_start = GeneratorTest.For<OptionsGenerator>(
        """
        using Hamlet;
        namespace Sample;

        [Options]
        public sealed partial record First : Root
        {
            /// <summary>A number.</summary>
            public int Number { get; init; } = 1;
        }

        [Options]
        public sealed partial record Second
        {
            public Speed Speed { get; init; }
            public First First { get; init; } = new();
        }
        """,
        """
        namespace Sample;

        public abstract record Root
        {
            public int Inherited { get; init; } = 2;
        }
        """,
        """
        namespace Sample;

        public enum Speed { Walk, Run }
        """);

    [Fact]
    public void AddingAnUnrelatedTypeKeepsOutputCached() => s_start.After(Edits.AddFile("public class Unrelated;"))
        .Expect(TrackingNames.Options, Cached, Cached).ExpectFiles(Cached, Cached);

    [Fact]
    public void ACommentKeepsOutputCached() => s_start
        .After(Edits.Replace("namespace Sample;", "// A comment,\n// which moves all types.\nnamespace Sample;"))
        .Expect(TrackingNames.Options, Cached, Cached).ExpectFiles(Cached, Cached);

    [Fact]
    public void ANewDefaultWritesItsRecordAlone() => s_start.After(Edits.Replace("= 1;", "= 11;"))
        .Expect(TrackingNames.Options, Modified, Cached).ExpectFiles(Modified, Cached);

    [Fact]
    public void ADocCommentIsADescription() => s_start.After(Edits.Replace("A number.", "A whole number."))
        .Expect(TrackingNames.Options, Modified, Cached).ExpectFiles(Modified, Cached);

    [Fact]
    public void ABaseInASecondFileReachesTheRecord() => s_start.After(Edits.Replace("Inherited", "Renamed", file: 1))
        .Expect(TrackingNames.Options, Modified, Cached).ExpectFiles(Modified, Cached);

    [Fact]
    public void AnEnumInAThirdFileReachesTheRecord() => s_start.After(Edits.Replace("Run", "Run, Fly", file: 2))
        .Expect(TrackingNames.Options, Cached, Modified).ExpectFiles(Cached, Modified);

    [Fact]
    public void ARecordWithoutItsAttributeLosesItsPart() => s_start
        .After(Edits.Replace("[Options]\npublic sealed partial record Second", "public record Second"))
        .Expect(TrackingNames.Options, Cached, Removed).ExpectFiles(Cached, Removed);
}
