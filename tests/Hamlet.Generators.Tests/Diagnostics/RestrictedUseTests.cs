using Hamlet.Generators.Tests.Plugins;
using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.Diagnostics;

/// <summary>Generated code over what its user marked as obsolete or experimental: it compiles, or a diagnostic says why it cannot.</summary>
public sealed class RestrictedUseTests
{
    private const string Message = " is obsolete so that its use is an error, and what is generated for ";

    [Theory]
    [InlineData("[Options, Obsolete(\"\", true)] public partial record R { public int A { get; init; } }", "R: 'R'")]
    [InlineData("[Options] public partial record R { [Obsolete(\"\", true)] public int A { get; init; } }", "A: 'A'")]
    [InlineData("[Options] public partial record R { public int A { [Obsolete(\"\", true)] get; init; } }", "get: 'A'")]
    [InlineData("[Options] public partial record R { [Obsolete(\"\", true)] public R() { } public int A { get; init; } }", "R: '.ctor'")]
    [InlineData("public record Base { [Obsolete(\"\", true)] public int A { get; init; } } [Options] public partial record R : Base;", "R: 'A'")]
    [InlineData("[Obsolete(\"\", true)] public enum E { A } [Options] public partial record R { [Obsolete] public E A { get; init; } }", "R: 'E'")]
    [InlineData("[MetricRecord, Obsolete(\"\", true)] internal readonly partial record struct R([Step] int Step, [Scalar(\"a\")] float A);", "R: 'R'")]
    [InlineData("[Obsolete(\"\", true)] internal partial class O { [MetricRecord] internal readonly partial record struct R([Step] int S, [Scalar(\"a\")] int A); }", "R: 'R'")]
    [InlineData("[MetricRecord] internal readonly partial record struct R([Step] int Step, [property: Obsolete(\"\", true)][Scalar(\"a\")] float A);", "A: 'A'")]
    [InlineData("[Backend(\"a\"), Obsolete(\"\", true)] class R : NullBackend;", "R: 'R'")]
    [InlineData("[Backend(\"a\")] class R : NullBackend { [Obsolete(\"\", true)] public R() { } }", "R: '.ctor'")]
    public async Task WhatIsForbiddenIsSaid(string source, string what)
    {
        string found = Assert.Single(await Misuse.Find(Example.Library(source)));

        Assert.StartsWith($"HAM0002 {what}{Message}'R' would use it", found, StringComparison.Ordinal);
    }

    /// <summary>A word that no code may say is none that a file may.</summary>
    [Fact]
    public void AForbiddenWordIsLeftOut()
    {
        GeneratedCode code = Example.Library("""
            public enum Speed { Slow, [Obsolete("", true)] Medium, Fast }
            [Options] public partial record R { public Speed A { get; init; } }
            """).Run();

        Assert.Contains("[\"slow\", \"fast\"]", code.Files["R.Options.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsExperimentalIsUsedAsAsked()
    {
        GeneratorTest test = Example.Library("""
            using System.Diagnostics.CodeAnalysis;
            #pragma warning disable X001, X002, X003, X004, X005, X006
            [Experimental("X001")] public enum Speed { Slow, [Experimental("X002")] Fast }
            [Options, Experimental("X003")] public partial record R
            {
                [Experimental("X004")] public int A { get; init; }
                public IReadOnlyList<Speed> B { get; init; } = [];
            }
            [Experimental("X005")] internal static partial class Outer
            {
                [MetricRecord] internal readonly partial record struct M([Step] int Step, [property: Experimental("X006")][Scalar("a")] float A);
            }
            [Backend("a")] class P : NullBackend { [Experimental("X004")] public P(R options) => Read = options.A + options.B.Count; public int Read { get; } }
            """);

        Assert.Empty(await Misuse.Find(test));
        Assert.Contains("#pragma warning disable X004 ", test.Run().Files["R.Options.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void AProgramMayReferToAnExperimentalAssembly()
    {
        GeneratorTest library = GeneratorTest.For(
            Misuse.Generators,
            "[assembly: System.Diagnostics.CodeAnalysis.Experimental(\"X001\")]\n[Hamlet.Backend(\"a\")] internal class One : NullBackend;",
            PluginSources.Roles).Named("Bold");

        GeneratedCode code = GeneratorTest.For(Misuse.Generators, "return;").AsProgram().With(Edits.AddReference(library.ToReference())).Run();

        Assert.Contains("Hamlet.Generated.Bold.PluginRegistration.Register(catalog)", code.Single, StringComparison.Ordinal);
    }
}
