using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.Plugins;

public class PluginMisuseTests
{
    private const string Rule =
        ": it is a class with one public constructor, which takes its options, its BackendContext, both in this order, or neither";

    [Fact]
    public Task APluginImplementsItsRole() => Says(
        """[Backend("a")] class Plain;""",
        "HAM0030 Plain: 'Plain' is marked [Backend]: implement Hamlet.Networks.IBackend");

    [Fact]
    public Task AnEnvironmentMayBeAnEpisode() => Says("""[Environment("a")] class Simple : NullEpisode;""");

    [Fact]
    public Task AnEnvironmentIsOneOfTwoThings() => Says(
        """[Environment("a")] class Plain;""",
        "HAM0030 Plain: 'Plain' is marked [Environment]: implement Hamlet.Environments.IEnvironment or Hamlet.Environments.IEpisode");

    [Fact]
    public Task AnEpisodeIsNoBackend() => Says(
        """[Backend("a")] class Odd : NullEpisode;""",
        "HAM0030 Odd: 'Odd' is marked [Backend]: implement Hamlet.Networks.IBackend");

    [Theory]
    [InlineData("abstract class Odd : NullBackend;", "is abstract")]
    [InlineData("class Odd<T> : NullBackend;", "is generic, and nobody says of what")]
    [InlineData("file class Odd : NullBackend;", "cannot be seen by the rest of its assembly")]
    [InlineData("class Odd : NullBackend { private Odd() { } }", "has no public constructor, or several")]
    [InlineData("class Odd : NullBackend { public Odd() { } public Odd(BackendContext c) { } }", "has no public constructor, or several")]
    [InlineData("class Odd : NullBackend { public Odd(BackendContext c, NoOptions o) { } }", "asks its constructor for more than that")]
    [InlineData("class Odd : NullBackend { public Odd(NoOptions o, BackendContext c, int more) { } }", "asks its constructor for more than that")]
    [InlineData("class Odd : NullBackend { public Odd(in NoOptions o) { } }", "asks its constructor for more than that")]
    [InlineData("class Odd : NullBackend { public required int A { get; init; } }", "has a required member, which nobody sets")]
    public Task APluginCanBeMade(string source, string why) =>
        Says($"[Backend(\"a\")] {source}", $"HAM0031 Odd: Plugin 'Odd' {why}{Rule}");

    [Theory]
    [InlineData("class Outer { [Backend(\"a\")] private class Odd : NullBackend; }")]
    [InlineData("class Outer { [Backend(\"a\")] protected class Odd : NullBackend; }")]
    [InlineData("class Outer { [Backend(\"a\")] private protected class Odd : NullBackend; }")]
    [InlineData("class Outer { private class Inner { [Backend(\"a\")] public class Odd : NullBackend; } }")]
    [InlineData("file class Outer { [Backend(\"a\")] public class Odd : NullBackend; }")]
    public Task APluginIsSeenByItsRegistration(string source) =>
        Says(source, $"HAM0031 Odd: Plugin 'Odd' cannot be seen by the rest of its assembly{Rule}");

    [Theory]
    [InlineData("class Outer { [Backend(\"a\")] internal class Fine : NullBackend; }")]
    [InlineData("class Outer { [Backend(\"a\")] protected internal class Fine : NullBackend; }")]
    [InlineData("interface IOuter { [Backend(\"a\")] class Fine : NullBackend; }")]
    public Task APluginMayBeNested(string source) => Says(source);

    [Fact]
    public Task APluginIsNoTypeOfAGenericOne() => Says(
        """class Outer<T> { [Backend("a")] internal class Odd : NullBackend; }""",
        $"HAM0031 Odd: Plugin 'Odd' is generic, and nobody says of what{Rule}");

    [Theory]
    [InlineData("int")]
    [InlineData("object")]
    [InlineData("Plain")]
    public Task TheOptionsAreAnOptionsRecord(string type) => Says(
        $$"""record Plain; [Backend("a")] class Odd : NullBackend { public Odd({{type}} options, BackendContext context) { } }""",
        $"HAM0032 Odd: '{type}' is no options record, as the first thing that plugin 'Odd' asks for: mark it [Options]");

    [Theory]
    [InlineData("EnvironmentContext")]
    [InlineData("SinkContext")]
    public Task TheContextIsThatOfItsKind(string type) => Says(
        $$"""[Backend("a")] class Odd : NullBackend { public Odd({{type}} context) { } }""",
        $"HAM0032 Odd: '{(type == "SinkContext" ? "Hamlet.Metrics" : "Hamlet.Environments")}.{type}' is no options record, as the first thing that plugin 'Odd' asks for: "
            + "what a plugin marked [Backend] is given is a BackendContext");

    [Fact]
    public Task ARefusedRecordIsToldOfOnce() => Says(
        """
        [Options] abstract partial record Refused { public int A { get; init; } }
        [Backend("a")] class First(Refused options) : NullBackend { public int A => options.A; }
        [Backend("b")] class Second : NullBackend;
        """,
        "HAM0010 Refused: 'Refused' is marked [Options] but is abstract: mark the records that derive from it, they take its properties along");

    [Fact]
    public Task NamesOfOneKindDiffer() => Says(
        """
        [Backend("same")] class B : NullBackend;
        [Backend("same")] class A : NullBackend;
        [Sink("same")] class Other : NullMetricSink;
        """,
        "HAM0033 B: 'same' is already the name of 'A': give 'B' another");

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("two words")]
    [InlineData("1st")]
    public Task ANameFitsAFile(string name) => Says(
        $"[Backend(\"{name}\")] class Odd : NullBackend;",
        $"HAM0034 Odd: '{name}' is no name for a plugin: use lower-case letters, digits and underscores, beginning with a letter");

    [Fact]
    public Task TwoPluginsOfOneClassNameMayStandInTwoNamespaces() => Says(
        """
        namespace One { [Backend("one")] class Same : NullBackend; }
        namespace Two { [Backend("two")] class Same : NullBackend; }
        """);

    [Fact]
    public Task OptionsLeaveTheKeysOfTheSectionAlone() => Says(
        """
        [Options] partial record Given
        {
            public int Type { get; init; }
            [Option("seed", Aliases = ["max_steps"])] public int Seed { get; init; }
            public int Own { get; init; }
        }
        [Environment("a")] class Odd(Given options) : NullEnvironment { public int Sum => options.Type + options.Seed + options.Own; }
        """,
        "HAM0037 Odd: 'max_steps' is a key of every environment, so option 'Seed' of 'Given' could not be told from it: give it another with [Option(\"...\")]",
        "HAM0037 Odd: 'type' is a key of every environment, so option 'Type' of 'Given' could not be told from it: give it another with [Option(\"...\")]");

    [Fact]
    public async Task NamesDifferInTheWholeProgram()
    {
        GeneratorTest library = GeneratorTest.For(
            Misuse.Generators, PluginSources.Usings + """namespace Lib; [Backend("same")] class Theirs : NullBackend;""", PluginSources.Roles);
        GeneratorTest program = GeneratorTest.For(
            Misuse.Generators, PluginSources.Usings + """return; [Backend("same")] class Ours : NullBackend;""", PluginSources.Roles)
            .AsProgram().With(Edits.AddReference(library.Named("Library").ToReference()));

        Assert.Equal(
            ["HAM0035 Ours: 'same' is the name of 'Lib.Theirs' in Library and of 'Ours' in Sample: rename one, or drop one of the references"],
            await Misuse.Find(program));
    }

    [Fact]
    public async Task AnAssemblyWithoutTheMarkIsFound()
    {
        GeneratorTest library = GeneratorTest.For(
            [], PluginSources.Usings + """namespace Lib; static class Outer { [Backend("lost")] internal class Lost : NullBackend; }""", PluginSources.Roles);
        GeneratorTest program = GeneratorTest.For(Misuse.Generators, "return;")
            .AsProgram().With(Edits.AddReference(library.Named("Library").ToReference()));

        Assert.Equal(
            ["HAM0036 : 'Lib.Outer.Lost' of Library is marked [Backend] and cannot be found: build Library with "
                + "<HamletGenerators>true</HamletGenerators>, or with a reference to the package Hamlet.Gen"],
            await Misuse.Find(program));
    }

    private static async Task Says(string source, params string[] expected) =>
        Assert.Equal(expected, await Misuse.Find(PluginSources.Usings + source, PluginSources.Roles));
}
