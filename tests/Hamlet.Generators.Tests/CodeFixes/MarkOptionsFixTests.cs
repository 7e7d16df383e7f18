using Hamlet.Generators.Tests.Diagnostics;
using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.CodeFixes;

/// <summary>A record that has options, or is asked for as such, is marked where it stands.</summary>
public sealed class MarkOptionsFixTests
{
    private const string Plain = """
        public record Plain
        {
            [Range(0, 1)] public double A { get; init; }
            [Range(0, 1)] public double B { get; init; }
        }
        """;

    private const string Marked = """
        [Options]
        public partial record Plain
        {
            [Range(0, 1)] public double A { get; init; }
            [Range(0, 1)] public double B { get; init; }
        }
        """;

    [Fact]
    public async Task AnAttributeElsewhereIsRemovedOrItsRecordMarked()
    {
        Assert.Equal(["Mark Plain [Options]", "Remove [Range]"], await CodeFix.Titles("HAM0019", Plain));
        await Repairs("HAM0019", "Mark Plain [Options]", Plain, Marked);
        await Repairs(
            "HAM0019",
            "Remove [Range]",
            "public record Plain { [Range(0, 1)] public double A { get; init; } }",
            "public record Plain { public double A { get; init; } }");
    }

    [Theory]
    [InlineData("public class Plain { [Range(0, 1)] public double Gamma { get; init; } }")]
    [InlineData("public interface IPlain { [Range(0, 1)] double Gamma { get; init; } }")]
    [InlineData("public record Plain(int A) { [Range(0, 1)] public double Gamma { get; init; } }")]
    [InlineData("file record Plain { [Range(0, 1)] public double Gamma { get; init; } }")]
    public async Task WhatCouldNotBeMadeIsNotMarked(string source) => Assert.Equal(["Remove [Range]"], await CodeFix.Titles("HAM0019", source));

    [Theory]
    [InlineData("[Backend(\"fast\")] class Fast(int options) : NullBackend { public int Options => options; }")]
    [InlineData("class Given; [Backend(\"fast\")] class Fast(Given options) : NullBackend { public Given Options => options; }")]
    [InlineData("record Given(int A); [Backend(\"fast\")] class Fast(Given options) : NullBackend { public Given Options => options; }")]
    [InlineData("[Backend(\"fast\")] class Fast(Version options) : NullBackend { public Version Options => options; }")]
    public async Task NorAreTheOptionsOfAPlugin(string source) => Assert.Empty(await CodeFix.Titles("HAM0032", source));

    [Fact]
    public Task TheOptionsOfAPluginAreMarkedInAnotherFile() => Repairs(
        "HAM0032",
        "Mark Given [Options]",
        """[Backend("fast")] class Fast(Elsewhere.Outer.Given options) : NullBackend { public int Threads => options.Threads; }""",
        """[Backend("fast")] class Fast(Elsewhere.Outer.Given options) : NullBackend { public int Threads => options.Threads; }""",
        """
        namespace Elsewhere
        {
            internal static class Outer
            {
                /// <summary>What is given.</summary>
                internal sealed record Given
                {
                    public int Threads { get; init; } = 1;
                }
            }
        }
        """,
        """
        namespace Elsewhere
        {
            internal static partial class Outer
            {
                /// <summary>What is given.</summary>
                [Hamlet.Options]
                internal sealed partial record Given
                {
                    public int Threads { get; init; } = 1;
                }
            }
        }
        """);

    [Fact]
    public Task ARecordOfOptionsIsMarked() => Repairs(
        "HAM0011",
        "Mark Inner [Options]",
        "[Options] public partial record Odd { public IReadOnlyList<Inner> A { get; init; } = []; }",
        "[Options] public partial record Odd { public IReadOnlyList<Inner> A { get; init; } = []; }",
        "using Hamlet;\npublic partial record Inner;",
        "using Hamlet;\n[Options]\npublic partial record Inner;");

    [Fact]
    public async Task OneRecordIsMarkedOnceForAll()
    {
        Assert.Equal(Marked, (await CodeFix.ApplyToAll("HAM0019", "Mark Plain [Options]", Plain)).Source);
        Assert.Equal(
            Plain.Replace("[Range(0, 1)] ", "", StringComparison.Ordinal), (await CodeFix.ApplyToAll("HAM0019", "Remove [Range]", Plain)).Source);
    }

    [Fact]
    public async Task RecordsOfSeveralFilesAreMarkedForAll()
    {
        (string source, string other) = await CodeFix.ApplyToAll(
            "HAM0032",
            "Mark Given [Options]",
            """
            [Backend("one")] class One(Given options) : NullBackend { public Given Options => options; }
            [Backend("two")] class Two(Given options) : NullBackend { public Given Options => options; }
            record Own;
            [Backend("three")] class Three(Own options) : NullBackend { public Own Options => options; }
            [Backend("four")] class Four(Given options) : NullBackend { public Given Options => options; }
            """,
            "record Given;");

        Assert.Contains("[Options]\npartial record Own;", source, StringComparison.Ordinal);
        Assert.Equal("[Hamlet.Options]\npartial record Given;", other);
    }

    private static async Task Repairs(string rule, string title, string before, string after, string otherBefore = "", string otherAfter = "")
    {
        (string source, string other) = await CodeFix.Apply(rule, title, before, otherBefore);

        Assert.Equal(after, source);
        Assert.Equal(otherAfter, other);
        Assert.Empty(await Misuse.Find(Example.Library(after).With(Edits.AddFile(otherAfter))));
    }
}
