using Hamlet.Configuration;
using static Hamlet.Tests.Configuration.Nodes;

namespace Hamlet.Tests.Configuration;

public class OptionsBindingTests
{
    [Fact]
    public void AbsentKeysKeepTheirDefaults()
    {
        SampleOptions options = Bind(Map(("name", Scalar("a"))));
        // Lists and maps are compared by reference: those apart.
        var defaults = new SampleOptions { Name = "a", Place = options.Place };
        Assert.Equal(defaults with { Hidden = options.Hidden, Gaits = options.Gaits, Part = options.Part, Filed = options.Filed }, options);
        Assert.Equal([64, 64], options.Hidden);
        Assert.Empty(options.Gaits);
        Assert.Equal(3, options.Part.Size);
    }

    [Fact]
    public void EveryTypeIsRead()
    {
        SampleOptions options = Bind(Map(
            ("name", Quoted("true")), ("loud", Scalar("false")), ("count", Scalar("7")), ("steps", Scalar("3e5")),
            ("seed", Scalar("18446744073709551614")), ("rate", Scalar("0.25")), ("gamma", Scalar("0")), ("gait", Scalar("walk")),
            ("mode", Scalar("min")), ("limit", Scalar("5")), ("note", Scalar("n")), ("hidden", List(Scalar("1"), Scalar("2"))),
            ("gaits", Map(("dog", Scalar("run_fast")), ("cat", Scalar("WALK")))),
            ("part", Map(("size", Scalar("4")))), ("spare", Map(("parts", List(Map(("size", Scalar("5")))))))));
        Assert.Equal("true", options.Name);
        Assert.False(options.Loud);
        Assert.Equal(
            (7, 300_000L, ulong.MaxValue - 1, 0.25f, 0.0), (options.Count, options.Steps, options.Seed, options.Rate, options.Gamma));
        Assert.Equal((Gait.Walk, "min", 5, "n"), (options.Gait, options.Mode, options.Limit, options.Note));
        Assert.Equal([1, 2], options.Hidden);
        Assert.Equal([new("dog", Gait.RunFast), new("cat", Gait.Walk)], options.Gaits);
        Assert.Equal(4, options.Part.Size);
        Assert.Equal(5, Assert.Single(options.Spare!.Parts).Size);
    }

    [Fact]
    public void NullIsAValueWhereTheTypeAllowsIt()
    {
        SampleOptions options = Bind(Map(("name", Scalar("a")), ("limit", Scalar("~")), ("note", Scalar("null")), ("spare", Scalar(""))));
        Assert.Equal((null, null, null), (options.Limit, options.Note, options.Spare));
    }

    [Fact]
    public void ARecordKnowsWhereItWasRead() => Assert.Equal(new ConfigSpan(FileName, 1, 1), Bind(Map(("name", Scalar("a")))).Place);

    [Fact]
    public void AllErrorsAreFoundAtOnceAndInOrder() => Assert.Equal(
        [
            "f.yaml(1,1): error: 'name' is missing: Who it is",
            "f.yaml(1,10): error: 'loud' is true or false, not 'yes'",
            "f.yaml(2,10): error: 'count' is at least 1 and at most 100, not 101",
            "f.yaml(3,10): error: 'rate' is above 0 and at most 1, not 0",
            "f.yaml(4,10): error: 'gamma' is at least 0 and below 1, not 1.0",
            "f.yaml(5,10): error: 'run_fst' is no gait, did you mean 'run_fast'?",
            "f.yaml(6,10): error: 'mid' is no mode, did you mean 'min'?",
            "f.yaml(7,10): error: 'hidden' is at least 1 and at most 512, not 0",
            "f.yaml(7,10): error: 'hidden' is a whole number, not 'wide'",
            "f.yaml(8,10): error: 'fly' is no gaits.dog; valid: run_fast, walk",
            "f.yaml(9,10): error: 'size' is at least 0 and at most 9, not 10",
            "f.yaml(9,10): error: unknown key 'sise', did you mean 'size'?",
            "f.yaml(10,1): error: unknown key 'learningrate'; valid: count, discount, filed, gait, gaits, gamma, hidden, limit, loud, "
                + "mode, name, note, part, rate, seed, spare, steps",
        ],
        Errors(Map(
            ("loud", Scalar("yes")), ("count", Scalar("101")), ("rate", Scalar("0")), ("gamma", Scalar("1.0")), ("gait", Scalar("run_fst")),
            ("mode", Scalar("mid")), ("hidden", List(Scalar("0"), Scalar("8"), Scalar("wide"))), ("gaits", Map(("dog", Scalar("fly")))),
            ("part", Map(("size", Scalar("10")), ("sise", Scalar("1")))), ("learningrate", Scalar("1")))));

    [Theory]
    [InlineData(".nan")]
    [InlineData(".NaN")]
    public void NotANumberIsNoValue(string text) => Assert.Equal(
        [$"f.yaml(2,10): error: 'rate' is a number, and {text} says that it is none"], Errors(Map(("name", Scalar("a")), ("rate", Scalar(text)))));

    [Fact]
    public void AnErrorKeepsTheDefaultSoThatBindingGoesOn()
    {
        var binder = new ConfigBinder();
        SampleOptions options = binder.Bind<SampleOptions>(Map(("name", Scalar("a")), ("count", Scalar("many")), ("rate", Scalar("0.5"))));
        Assert.Equal((10, 0.5f), (options.Count, options.Rate));
        Assert.Single(binder.Errors);
        Assert.Throws<ConfigException>(binder.ThrowIfErrors);
    }

    [Fact]
    public void AnAliasMeansTheSame() => Assert.Equal(0.5, Bind(Map(("name", Scalar("a")), ("discount", Scalar("0.5")))).Gamma);

    [Fact]
    public void TwoNamesOfOneOptionAreAnError() => Assert.Equal(
        ["f.yaml(2,1): error: 'gamma' and 'discount' are two names of one option: keep 'gamma'"],
        Errors(Map(("name", Scalar("a")), ("discount", Scalar("0.5")), ("gamma", Scalar("0.6")))));

    [Fact]
    public void KeysOfAHostAndOfAPluginAreCheckedTogether()
    {
        ConfigMap map = Map(("type", Scalar("sample")), ("name", Scalar("a")), ("tipe", Scalar("x")));
        var binder = new ConfigBinder();
        binder.RejectUnknownKeys(map, OptionsSchema.Of<HostOptions>(), OptionsSchema.Of<SampleOptions>());
        Assert.Equal("f.yaml(3,1): error: unknown key 'tipe', did you mean 'type'?", Assert.Single(binder.Errors).ToString());
        Assert.Equal("sample", binder.Bind<HostOptions>(Map(("type", Scalar("sample")))).Type);
    }

    [Fact]
    public void ARecordMayStandInAFileOfItsOwn()
    {
        var files = new FakeReader(Map(("size", Scalar("8"))));
        var binder = new ConfigBinder(files);
        SampleOptions options = binder.Bind<SampleOptions>(Map(("name", Scalar("a")), ("filed", Scalar("part.yaml"))));
        binder.ThrowIfErrors();
        Assert.Equal(8, options.Filed.Size);
        Assert.Equal(Path.GetFullPath("part.yaml"), Assert.Single(binder.Files));
    }

    [Fact]
    public void OnlyWhereItSaysSo() => Assert.Equal(
        ["f.yaml(2,10): error: 'part' is a map of keys, not 'part.yaml'"],
        Errors(Map(("name", Scalar("a")), ("part", Scalar("part.yaml")))));

    private static SampleOptions Bind(ConfigMap map)
    {
        var binder = new ConfigBinder();
        SampleOptions options = binder.Bind<SampleOptions>(map);
        binder.ThrowIfErrors();
        return options;
    }

    private static IEnumerable<string> Errors(ConfigMap map)
    {
        var binder = new ConfigBinder();
        binder.Bind<SampleOptions>(map);
        return binder.Errors.Select(static e => e.ToString());
    }

    private sealed class FakeReader(ConfigNode content) : IConfigReader
    {
        public ConfigNode Read(string fullPath, string displayName) => content;
    }
}
