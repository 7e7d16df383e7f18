using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.Diagnostics;

/// <summary>Examples of the diagnostics of plugins.</summary>
internal static class PluginExamples
{
    private const string Fast = """[Backend("fast")] class Fast : NullBackend;""";

    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["HAM0030"] = Example.Of("""[Backend("fast")] class Fast;""", Fast),
        ["HAM0031"] = Example.Of("""[Backend("fast")] class Fast : NullBackend { private Fast() { } }""", Fast),
        ["HAM0032"] = Example.Of(
            """record Given; [Backend("fast")] class Fast(Given options) : NullBackend { public Given Options => options; }""",
            """[Options] partial record Given; [Backend("fast")] class Fast(Given options) : NullBackend { public Given Options => options; }"""),
        ["HAM0033"] = Example.Of(
            """[Backend("fast")] class Fast : NullBackend; [Backend("fast")] class Faster : NullBackend;""",
            """[Backend("fast")] class Fast : NullBackend; [Backend("faster")] class Faster : NullBackend;"""),
        ["HAM0034"] = Example.Of("""[Backend("Very fast")] class Fast : NullBackend;""", Fast),
        ["HAM0035"] = new(
            Program("").With(Edits.AddReference(Reference(Fast, "A"))).With(Edits.AddReference(Reference(Fast, "B"))),
            Program("").With(Edits.AddReference(Reference(Fast, "A")))
                .With(Edits.AddReference(Reference("""[Backend("slow")] class Fast : NullBackend;""", "B")))),
        ["HAM0036"] = new(
            Program("").With(Edits.AddReference(GeneratorTest.For([], Plugins.PluginSources.Usings + Fast, Plugins.PluginSources.Roles).Named("A").ToReference())),
            Program("").With(Edits.AddReference(Reference(Fast, "A")))),
        ["HAM0037"] = Example.Of(
            """
            [Options] partial record Given { public string Device { get; init; } = "cpu"; }
            [Backend("fast")] class Fast(Given options) : NullBackend { public string Device => options.Device; }
            """,
            """
            [Options] partial record Given { [Option("fast_device")] public string Device { get; init; } = "cpu"; }
            [Backend("fast")] class Fast(Given options) : NullBackend { public string Device => options.Device; }
            """),
    };

    private static Microsoft.CodeAnalysis.MetadataReference Reference(string source, string name) => Example.Library(source).Named(name).ToReference();

    private static GeneratorTest Program(string source) => GeneratorTest.For(Misuse.Generators, source + "return;").AsProgram();
}
