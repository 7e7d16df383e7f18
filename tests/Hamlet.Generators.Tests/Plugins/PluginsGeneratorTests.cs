using Hamlet.Generators.Configuration;
using Hamlet.Generators.Plugins;
using Hamlet.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Tests.Plugins;

public class PluginsGeneratorTests
{
    [Fact]
    public Task EveryKindIsRegisteredByRoleAndName() => Snapshot.Matches(Library("""
        namespace Sample;

        /// <summary>Writes <c>everything</c> down.</summary>
        [Sink("scribe")]
        internal sealed class Scribe(ScribeOptions options, SinkContext context) : NullMetricSink
        {
            public (ScribeOptions, SinkContext) Given => (options, context);
        }

        [Options]
        internal sealed partial record ScribeOptions
        {
            public int Width { get; init; } = 80;
        }

        [Algorithm("zero")]
        internal sealed class Zero : NullAlgorithm;

        [Algorithm("a\"quoted")]
        internal sealed class Quoted(AlgorithmContext context) : NullAlgorithm
        {
            public AlgorithmContext Given => context;
        }

        [Exploration("greedy")]
        internal class Greedy(NoOptions options) : NullExploration
        {
            public NoOptions Given => options;
        }

        public static class Outer
        {
            [Environment("maze")]
            internal sealed class @event : NullEnvironment;
        }
        """).Run());

    [Fact]
    public Task AnEpisodeIsMadeOncePerRowByItsAdapter() => Snapshot.Matches(Library("""
        namespace Sample;

        [Options]
        internal sealed partial record MazeOptions
        {
            public int Width { get; init; } = 8;
        }

        [Environment("all")]
        internal sealed class All(MazeOptions options, EnvironmentContext context) : NullEpisode
        {
            public (MazeOptions, EnvironmentContext) Given => (options, context);
        }

        [Environment("both")]
        internal sealed class Both : NullEnvironment, IEpisode
        {
            EnvironmentSpec IEpisode.Spec => null!;

            void IEpisode.Reset(ref Hamlet.Randomness.RandomStream random, Span<float> observation, Span<bool> mask)
            {
            }

            EpisodeStep IEpisode.Step(
                EpisodeAction action, ref Hamlet.Randomness.RandomStream random, Span<float> observation, Span<bool> mask) => default;
        }

        [Environment("maze")]
        internal sealed class Maze(MazeOptions options) : NullEpisode
        {
            public MazeOptions Given => options;
        }

        [Environment("plain")]
        internal sealed class Plain : NullEpisode;
        """).Run());

    [Fact]
    public Task AProgramCallsTheRegistrationsOfAllItsReferences()
    {
        MetadataReference second = Library("""[Backend("one")] class One : NullBackend;""").Named("B.Second").ToReference();
        MetadataReference first = Library("""[Backend("two")] class Two : NullBackend;""").Named("A-First").ToReference();
        MetadataReference none = Library("class NoPlugin;").Named("C").ToReference();
        return Snapshot.Matches(Program("""[Backend("own")] class Own : NullBackend;""")
            .With(Edits.AddReference(second)).With(Edits.AddReference(none)).With(Edits.AddReference(first)).Run());
    }

    [Fact]
    public Task AProgramWithoutPluginsHasAnEmptyCatalog() =>
        Snapshot.Matches(GeneratorTest.For<PluginsGenerator>("return;").Named("3 d_p.exe").AsProgram().Run());

    [Fact]
    public void MetricRecordsThatTheAssemblySeesAreRegisteredToo()
    {
        string code = GeneratorTest.For([new Generators.Metrics.MetricsGenerator(), new PluginsGenerator()], Metrics.Samples.Tiny("B"), Metrics.Samples.Tiny("A"), """
            public static partial class Outer
            {
                [Hamlet.MetricRecord]
                private readonly partial record struct Hidden([Hamlet.Step] long Step, [Hamlet.Scalar("a")] float A);
            }
            """).Run().Files["PluginRegistration.g.cs"];

        Assert.Contains(
            "catalog.AddRecord(static () => global::Hamlet.Metrics.MetricSchema.Of<global::A.TinyMetrics>());\n"
            + "        catalog.AddRecord(static () => global::Hamlet.Metrics.MetricSchema.Of<global::B.TinyMetrics>());\n    }",
            code,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", code, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAliasOfAnAttributeIsTheAttribute() => Assert.Contains(
        "\"aliased\"",
        GeneratorTest.For<PluginsGenerator>(
            PluginSources.Usings + "using Marked = Hamlet.BackendAttribute; [Marked(\"aliased\")] class One : NullBackend;", PluginSources.Roles).Run().Single,
        StringComparison.Ordinal);

    [Fact]
    public void ALibraryWithoutPluginsHasNothing() =>
        Assert.Empty(GeneratorTest.For<PluginsGenerator>("public class NoPlugin;").Run().Files);

    private static GeneratorTest Program(string source) => Library(source).With(Edits.AddFile("return;")).AsProgram();

    private static GeneratorTest Library(string source) =>
        GeneratorTest.For([new OptionsGenerator(), new PluginsGenerator()], PluginSources.Usings + source, PluginSources.Roles);
}
