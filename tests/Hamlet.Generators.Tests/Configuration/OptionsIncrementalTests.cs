using Hamlet.Generators.Configuration;
using Hamlet.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;
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
    public void ALetterInAMethodIsNotEvenSearched() => s_start.With(Edits.AddFile(Edits.Methods)).After(Edits.Replace("return 1", "return 12", file: 3))
        .Expect(TrackingNames.Options + TrackingNames.Search, Cached, Cached)
        .Expect(TrackingNames.Options, Cached, Cached).ExpectFiles(Cached, Cached);

    [Fact]
    public void AddingAnUnrelatedTypeKeepsOutputCached() => s_start.After(Edits.AddFile("public class Unrelated;"))
        .Expect(TrackingNames.Options + TrackingNames.Search, Unchanged, Unchanged)
        .Expect(TrackingNames.Options, Cached, Cached).ExpectFiles(Cached, Cached);

    [Fact]
    public void ARenamedRecordWritesItsFileAlone() => s_start.After(Edits.Replace("record Second", "record Third"))
        .Expect(TrackingNames.Options, Cached, Modified).ExpectFiles(Cached, Modified);

    [Fact]
    public void AConstantInAnotherFileIsADefault() => GeneratorTest.For<OptionsGenerator>(
        "using Hamlet; [Options] public sealed partial record First { public int Number { get; init; } = Defaults.Number; }",
        "internal static class Defaults { public const int Number = 1; }")
        .After(Edits.Replace("= 1;", "= 2;", file: 1))
        .Expect(TrackingNames.Options, Modified).ExpectFiles(Modified);

    [Fact]
    public void ASecondPartOfTheRecordReachesIt() => GeneratorTest.For<OptionsGenerator>(
        "using Hamlet; [Options] public sealed partial record First;",
        "public sealed partial record First { public int Number { get; init; } }")
        .After(Edits.Replace("int", "long", file: 1))
        .Expect(TrackingNames.Options, Modified).ExpectFiles(Modified);

    [Fact]
    public void ABaseInAReferencedAssemblyReachesTheRecord()
    {
        MetadataReference old = Library("public int Inherited { get; init; }");
        MetadataReference by = Library("public long Inherited { get; init; }");
        GeneratorTest.For<OptionsGenerator>("using Hamlet; [Options] public sealed partial record First : Library.Root;")
            .With(Edits.AddReference(old)).After(Edits.ReplaceReference(old, by))
            .Expect(TrackingNames.Options, Modified).ExpectFiles(Modified);
    }

    [Fact]
    public void AReferencedAssemblyBuiltAgainKeepsOutputCached()
    {
        MetadataReference old = Library("public int Inherited { get; init; }");
        MetadataReference by = Library("public int Inherited { get; init; } public void Other() { }");
        GeneratorTest.For<OptionsGenerator>("using Hamlet; [Options] public sealed partial record First : Library.Root;")
            .With(Edits.AddReference(old)).After(Edits.ReplaceReference(old, by))
            .Expect(TrackingNames.Options, Cached).ExpectFiles(Cached);
    }

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

    private static MetadataReference Library(string members) => GeneratorTest
        .For<OptionsGenerator>($"namespace Library; public abstract record Root {{ {members} }}").Named("Library").ToReference();
}
