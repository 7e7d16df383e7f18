using System.Text.RegularExpressions;
using Hamlet.Generators.Configuration;
using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.Configuration;

public class OptionDefaultTests
{
    private const string Known = """
        using System;
        using System.Collections.Generic;
        using Hamlet;
        using Hamlet.Configuration;

        public static class Known
        {
            public const string Word = "word";
            public static string Made { get; } = "made";
            public static IReadOnlyList<int> Sizes { get; } = [1];
        }

        [Flags] public enum Parts { None, A, B, Both = A | B }

        [Options] public partial record Pause
        {
            [Option("s")] public int Seconds { get; init; } = 1;
            public IReadOnlyList<Parts> Parts { get; init; } = [];
        }

        """;

    [Theory]
    [InlineData("string", "\"\"", "")]
    [InlineData("string", "string.Empty", "")]
    [InlineData("string", "String.Empty!", "")]
    [InlineData("string", "Known.Word", "word")]
    [InlineData("string", "Known.Word + \"s\"", "words")]
    [InlineData("string", "nameof(Known)", "Known")]
    [InlineData("string?", "null", "null")]
    [InlineData("double", "Math.PI / 2", "1.5707963267948966")]
    [InlineData("int", "default", "0")]
    [InlineData("int?", "default", "null")]
    [InlineData("Parts", "Parts.A | Parts.B", "both")]
    [InlineData("Parts", "default(Parts)", "none")]
    [InlineData("IReadOnlyList<string>", "Array.Empty<string>()", "[]")]
    [InlineData("IReadOnlyList<string>", "new List<string>()", "[]")]
    [InlineData("IReadOnlyList<string>", "new List<string> { Known.Word, \"b\" }", "[word, b]")]
    [InlineData("IReadOnlyList<int>", "new int[] { 1, 1 + 1 }", "[1, 2]")]
    [InlineData("IReadOnlyDictionary<string, int>", "new Dictionary<string, int>()", "{}")]
    [InlineData("Pause", "new() { Seconds = 3, Parts = [Parts.B] }", "{s: 3, parts: [b]}")]
    [InlineData("IReadOnlyList<Pause>", "[new() { Seconds = 3 }]", "[{s: 3}]")]
    public void WhatAFileCouldSayIsTheDefault(string type, string code, string value)
    {
        Assert.Equal(value, Find("Default", type, code));
        Assert.Null(Find("DefaultCode", type, code));
    }

    [Theory]
    [InlineData("string", "Environment.NewLine")]
    [InlineData("string", "Known.Made")]
    [InlineData("string", "string.Concat(\"a\", \"b\")")]
    [InlineData("float", "MathF.Sqrt(2)")]
    [InlineData("IReadOnlyList<float>", "[1, MathF.Sqrt(2)]")]
    [InlineData("IReadOnlyList<int>", "Known.Sizes")]
    [InlineData("IReadOnlyList<string>", "new List<string> { Known.Word, Known.Made }")]
    [InlineData("IReadOnlyList<int>", "[.. Known.Sizes]")]
    [InlineData("IReadOnlyDictionary<string, int>", "new Dictionary<string, int> { [Known.Made] = 2 }")]
    [InlineData("Pause", "new() { Seconds = Known.Made.Length }")]
    public void WhatOnlyARunCanTellIsCode(string type, string code)
    {
        Assert.Null(Find("Default", type, code));
        Assert.Equal(code, Find("DefaultCode", type, code));
    }

    [Fact]
    public void ARecordWithItsOwnDefaultsNeedsNoWord()
    {
        Assert.Null(Find("Default", "Pause", "new()"));
        Assert.Null(Find("DefaultCode", "Pause", "new()"));
    }

    private static string? Find(string fact, string type, string code)
    {
        string file = GeneratorTest.For<OptionsGenerator>($"{Known}[Options] public partial record Given {{ public {type} A {{ get; init; }} = {code}; }}")
            .Run().Files["Given.Options.g.cs"];
        Match match = Regex.Match(file, $"(?m)^ +{fact} = \"(.*)\",$");
        return match.Success ? Regex.Unescape(match.Groups[1].Value) : null;
    }
}
