using Hamlet.Configuration;
using Hamlet.Formats.Yaml;

namespace Hamlet.Tests.Formats.Yaml;

public sealed class YamlParserTests
{
    [Fact]
    public void EveryNodeKnowsItsPlace()
    {
        var root = (ConfigMap)YamlParser.Parse("a: 1\nb:\n  - x\n  - { c: true }\n", "f.yaml");

        Assert.True(root.TryGet("b", out ConfigEntry? b));
        Assert.Equal(new ConfigSpan("f.yaml", 2, 1), b.KeySpan);
        var list = Assert.IsType<ConfigList>(b.Value);
        Assert.Equal(new ConfigSpan("f.yaml", 3, 5), list.Items[0].Span);
        var map = Assert.IsType<ConfigMap>(list.Items[1]);
        Assert.True(map.TryGet("c", out ConfigEntry? c));
        Assert.Equal("f.yaml(4,10)", c.Value.Span.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n...\n")]
    public void AnEmptyFileIsAnEmptyMap(string text) =>
        Assert.Empty(Assert.IsType<ConfigMap>(YamlParser.Parse(text, "f.yaml")).Entries);

    [Fact]
    public void AllDuplicateKeysAreReportedAtOnce()
    {
        var e = Assert.Throws<ConfigException>(() => YamlParser.Parse("a: 1\na: 2\nb: 1\nb: 2\n", "f.yaml"));

        Assert.Equal(
            ["f.yaml(2,1): error: the key 'a' stands twice, first in line 1", "f.yaml(4,1): error: the key 'b' stands twice, first in line 3"],
            e.Errors.Select(x => x.ToString()));
    }

    [Theory]
    [InlineData("a: [1, 2\n", 2)]
    [InlineData("a: 1\n\tb: 2\n", 2)]
    [InlineData("a: 1\n---\nb: 2\n", 3)]
    [InlineData("a: *unknown\n", 1)]
    [InlineData("? [x]\n: 1\n", 1)]
    [InlineData("a: !!python/object 1\n", 1)]
    [InlineData("a: \"open\n", 2)]
    [InlineData("environment: { type: cartpole\nagents: [{}]\n", 2)]
    public void WhatIsNotWellFormedIsAnErrorWithItsLine(string text, int line)
    {
        var e = Assert.Throws<ConfigException>(() => YamlParser.Parse(text, "f.yaml"));

        Assert.InRange(e.Errors[0].Span.Line, 1, line);
        Assert.Equal("f.yaml", e.Errors[0].Span.File);
    }

    [Theory]
    [InlineData("a:\n\tb: 1\n", "(2,1)")]
    [InlineData("a: 1\n\tb: 2\n", "(2,1)")]
    [InlineData("a:\n  - b: 1\n  \t c: 2\n", "(3,3)")]
    public void ATabThatIndentsIsReportedWhereItStands(string text, string place)
    {
        var e = Assert.Throws<ConfigException>(() => YamlParser.Parse(text, "f.yaml"));

        Assert.Equal($"f.yaml{place}: error: this is no valid YAML: a line is indented by a tab, indent it by spaces", Assert.Single(e.Errors).ToString());
    }

    [Fact]
    public void NestingIsBounded() =>
        Assert.Contains("levels deep", Assert.Throws<ConfigException>(
            () => YamlParser.Parse(new string('[', 5000) + new string(']', 5000), "f.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void AnAnchorStandsForItsNode()
    {
        var root = (ConfigMap)YamlParser.Parse("a: &x { k: 1 }\nb: *x\n", "f.yaml");

        Assert.True(root.TryGet("a", out ConfigEntry? a));
        Assert.True(root.TryGet("b", out ConfigEntry? b));
        Assert.Same(a.Value, b.Value);
    }

    [Fact]
    public void QuotedWordsStayText()
    {
        var root = (ConfigMap)YamlParser.Parse("a: 'null'\nb: null\n", "f.yaml");

        Assert.True(root.TryGet("a", out ConfigEntry? a));
        Assert.True(root.TryGet("b", out ConfigEntry? b));
        Assert.False(((ConfigScalar)a.Value).IsNull);
        Assert.True(((ConfigScalar)b.Value).IsNull);
    }

    [Fact]
    public void AMissingFileNamesTheNearestOne()
    {
        string folder = Directory.CreateTempSubdirectory("hamlet-yaml-").FullName;
        File.WriteAllText(Path.Combine(folder, "example_dqn.yaml"), "a: 1\n");

        var e = Assert.Throws<ConfigException>(
            () => new YamlConfigReader().Read(Path.Combine(folder, "exmple_dqn.yaml"), "exmple_dqn.yaml"));

        Assert.Contains("did you mean 'example_dqn.yaml'?", e.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
