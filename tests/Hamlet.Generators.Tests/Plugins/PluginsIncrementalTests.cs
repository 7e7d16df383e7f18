using Hamlet.Generators.Plugins;
using Hamlet.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Hamlet.Generators.Tests.Plugins;

public class PluginsIncrementalTests
{
    private const string Sinks = """
        [Sink("own")]
        class Own : NullMetricSink;

        [Sink("late")]
        class Late : NullMetricSink;
        """;

    private const string Plugin = """[Backend("one")] class One : NullBackend;""";

    // What this program refers to: an assembly with a plugin, and one that refers to Core but has none.
    private static readonly MetadataReference s_with = Library(Plugin);
    private static readonly MetadataReference s_without =
        Library("public class Nothing : System.Collections.Generic.List<Hamlet.Plugins.Plugin>;", "Without");

    private static readonly GeneratorTest s_start = GeneratorTest.For<PluginsGenerator>(
        PluginSources.Usings + $$"""
        namespace Sample;

        /// <summary>Greedy.</summary>
        [Exploration("greedy")]
        class Greedy(NoOptions options) : Given
        {
            public NoOptions Options => options;
        }

        {{Sinks}}
        """,
        "namespace Sample; abstract class Given : NullExploration;",
        PluginSources.Roles,
        "return;")
        .AsProgram().With(Edits.AddReference(s_with)).With(Edits.AddReference(s_without));

    [Fact]
    public void AddingAnUnrelatedTypeKeepsOutputCached() => s_start.After(Edits.AddFile("public class Unrelated;"))
        .Expect(TrackingNames.Plugins, Cached, Cached, Cached)
        .Expect(TrackingNames.Registration, Cached)
        .Expect(TrackingNames.References, Unchanged)
        .ExpectFiles(Cached, Cached);

    [Fact]
    public void ALetterInAMethodIsNotEvenSearched() => s_start.With(Edits.AddFile(Edits.Methods)).After(Edits.Replace("return 1", "return 12", file: 4))
        .Expect(TrackingNames.Plugins + TrackingNames.Search, Cached, Cached, Cached)
        .Expect(TrackingNames.References, Unchanged)
        .ExpectFiles(Cached, Cached);

    [Fact]
    public void ARenamedClassWritesTheRegistrationAlone() => s_start.After(Edits.Replace("class Own", "class Renamed"))
        .Expect(TrackingNames.Plugins, Cached, Modified, Cached)
        .ExpectFiles(Modified, Cached);

    [Fact]
    public void ARecordIsRegistered() => s_start.After(Edits.AddFile(Metrics.Samples.Tiny("Other")))
        .Expect(TrackingNames.Records, New)
        .Expect(TrackingNames.Registration, Modified)
        .ExpectFiles(Modified, Cached);

    [Fact]
    public void ACommentKeepsOutputCached() => s_start.After(Edits.Replace("namespace Sample;", "// A comment.\nnamespace Sample;"))
        .Expect(TrackingNames.Plugins, Cached, Cached, Cached).ExpectFiles(Cached, Cached);

    [Fact]
    public void ANewNameWritesTheRegistrationAlone() => s_start.After(Edits.Replace("\"own\"", "\"owned\""))
        .Expect(TrackingNames.Plugins, Cached, Modified, Cached)
        .Expect(TrackingNames.Registration, Modified)
        .Expect(TrackingNames.References, Unchanged)
        .ExpectFiles(Modified, Cached);

    [Fact]
    public void TheOrderOfTheSourceDoesNotMatter() => s_start
        .After(Edits.Replace(Sinks, string.Join("\n\n", Sinks.Split("\n\n").Reverse())))
        .Expect(TrackingNames.Plugins, Cached, Modified, Modified)
        .Expect(TrackingNames.Registration, Unchanged)
        .ExpectFiles(Cached, Cached);

    [Fact]
    public void ABaseInASecondFileReachesThePlugin() => s_start.After(Edits.Replace(": NullExploration", "", file: 1))
        // The two behind it move up by one place.
        .Expect(TrackingNames.Plugins, Modified, Modified, Removed)
        .ExpectFiles(Modified, Cached);

    [Fact]
    public void AReferenceBuiltAgainKeepsOutputCached() => s_start
        .After(Edits.ReplaceReference(s_with, Library(Plugin + " public class Unrelated;")))
        .Expect(TrackingNames.References, Unchanged)
        .ExpectFiles(Cached, Cached);

    [Fact]
    public void AReferenceThatGetsItsFirstPluginWritesTheCatalogAlone() => s_start
        .After(Edits.ReplaceReference(s_without, Library(Plugin, "Without")))
        .Expect(TrackingNames.References, Modified)
        .ExpectFiles(Cached, Modified);

    [Fact]
    public void AProgramThatLosesItsOwnPluginsWritesTheCatalog() => s_start
        .After(compilation => compilation.RemoveSyntaxTrees(compilation.SyntaxTrees[0]))
        .Expect(TrackingNames.Registration, Modified)
        // The registration's output is still there, and empty.
        .ExpectFiles(Modified, Modified);

    private static MetadataReference Library(string source, string name = "Library") =>
        GeneratorTest.For<PluginsGenerator>(PluginSources.Usings + source, PluginSources.Roles).Named(name).ToReference();
}
