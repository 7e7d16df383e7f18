using Hamlet.Configuration;

namespace Hamlet.Tests.Configuration;

/// <summary>Whoever finds a value wrong has the place of its map; the error has the place of the value, where that came from elsewhere.</summary>
public sealed class ConfigErrorTests
{
    private static readonly ConfigSpan s_file = new("f.yaml", 2, 5);

    [Theory]
    [InlineData("'rate' is 3", "--set a.rate=3")]
    [InlineData("'rate: 3' needs more", "--set a.rate=3")]
    [InlineData("set 'inner.depth' to less", "--set a.inner.depth=9")]
    [InlineData("'depth' is 9", "--set a.inner.depth=9")]
    [InlineData("there is no 'somebody'", "--set a.who=somebody")]
    [InlineData("'depth' is more than 'rate'", "--set a.rate=3 --set a.inner.depth=9")]
    [InlineData("'size' is 7", "f.yaml(2,5)")]
    [InlineData("rate is no key where it is not in quotes", "f.yaml(2,5)")]
    public void AMessageThatNamesWhatWasGivenElsewhereIsReportedThere(string message, string place)
    {
        ConfigSpan map = Map().Span;

        Assert.Equal($"{place}: error: {message}", new ConfigError(map, message).ToString());
        Assert.Equal($"{place}: error: {message}", (new ConfigError(default, message) with { Span = map }).ToString());
    }

    [Fact]
    public void AFileIsNamedOnceAndTheLastOfItsPlacesCounts()
    {
        ConfigMap map = Map().With("rate", Scalar("3", new ConfigSpan("sweep.yaml", 4, 1))).With("who", Scalar("x", new ConfigSpan("sweep.yaml", 5, 1)));

        Assert.Equal("sweep.yaml(5,1): error: 'rate' is nothing for 'who'", new ConfigError(map.Span, "'rate' is nothing for 'who'").ToString());
    }

    [Fact]
    public void WhatTheMapGaveItselfAgainIsItsOwn() =>
        Assert.Equal("f.yaml(2,5): error: 'rate' is 4", new ConfigError(Map().With("rate", Scalar("4", s_file)).Span, "'rate' is 4").ToString());

    [Fact]
    public void APlaceIsTheSameWhateverWasGivenElsewhere()
    {
        Assert.Equal(s_file, Map().Span);
        Assert.Equal(s_file.GetHashCode(), Map().Span.GetHashCode());
        Assert.Equal(new ConfigError(s_file, "'size' is 7"), new ConfigError(Map().Span, "'size' is 7"));
    }

    private static ConfigMap Map()
    {
        ConfigMap inner = ConfigMap.Empty(s_file with { Line = 3 }).With("depth", Scalar("9", Set("a.inner.depth=9")));
        return ConfigMap.Empty(s_file).With("size", Scalar("7", s_file)).With("rate", Scalar("3", Set("a.rate=3")))
            .With("inner", inner).With("who", Scalar("somebody", Set("a.who=somebody")));
    }

    private static ConfigScalar Scalar(string text, ConfigSpan place) => new(text, place);

    private static ConfigSpan Set(string text) => new($"--set {text}", 0, 0);
}
