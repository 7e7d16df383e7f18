using Hamlet.Configuration;
using static Hamlet.Tests.Configuration.Nodes;

namespace Hamlet.Tests.Configuration;

public class OptionsRoundTripTests
{
    [Fact]
    public void EveryOptionIsWrittenInOrderWithItsValue() => Assert.Equal(
        "{ name: 'a', loud: true, count: 10, steps: 1000000, seed: 18446744073709551615, rate: 0.001, gamma: 0.99, gait: run_fast, "
        + "mode: 'max', limit: null, note: null, hidden: [64, 64], gaits: {  }, part: { size: 3, parts: [] }, spare: null, filed: { size: 3, parts: [] } }",
        Write(new SampleOptions { Name = "a" }));

    [Fact]
    public void WhatIsWrittenReadsBack()
    {
        var options = new SampleOptions
        {
            Name = "null",
            Loud = false,
            Count = 1,
            Steps = long.MinValue,
            Seed = 0,
            Rate = float.Epsilon,
            Gamma = 0.1 + 0.2,
            Gait = Gait.Walk,
            Mode = "min",
            Limit = int.MaxValue,
            Note = "",
            Hidden = [],
            Gaits = new Dictionary<string, Gait> { ["b"] = Gait.Walk, ["a"] = Gait.RunFast },
            Part = new() { Size = 9, Parts = [new() { Size = 1 }, new() { Size = 2, Parts = [new()] }] },
            Spare = new() { Size = 0 },
        };
        string written = Write(options);
        SampleOptions read = Read(OptionsOf(options));
        Assert.Equal(written, Write(read));
        Assert.Equal(
            (options.Name, options.Steps, options.Rate, options.Gamma, options.Note), (read.Name, read.Steps, read.Rate, read.Gamma, read.Note));
        Assert.Equal(options.Gaits, read.Gaits);
    }

    /// <summary>Only code can have made it so; the file that keeps it says it in YAML's words.</summary>
    [Fact]
    public void NotANumberIsWrittenAsYaml() => Assert.Contains(
        " gamma: .nan,", Write(new SampleOptions { Name = "a", Gamma = double.NaN }), StringComparison.Ordinal);

    [Fact]
    public void ARecordFromAFileIsWrittenAsItsNameUntilItIsChanged()
    {
        var binder = new ConfigBinder(new OnePart());
        SampleOptions options = binder.Bind<SampleOptions>(Map(("name", Scalar("a")), ("filed", Scalar("parts/config.yaml"))));
        binder.ThrowIfErrors();
        var writer = new ConfigWriter(referToFiles: true);
        Assert.EndsWith("filed: 'config-2.yaml' }", Print(Config(options, writer)), StringComparison.Ordinal);
        Assert.Equal((Path.GetFullPath("parts/config.yaml"), "config-2.yaml"), Assert.Single(writer.Files));
        SampleOptions changed = options with { Filed = options.Filed with { Size = 1 } };
        Assert.EndsWith("filed: { size: 1, parts: [] } }", Print(Config(changed, writer)), StringComparison.Ordinal);
    }

    private static string Write(SampleOptions options) => Print(OptionsOf(options));

    private static ConfigMap OptionsOf(SampleOptions options) => Config(options, new ConfigWriter());

    private static ConfigMap Config<T>(T options, ConfigWriter writer)
        where T : class, IOptions<T> => T.ToConfig(options, writer);

    private static SampleOptions Read(ConfigMap map)
    {
        var binder = new ConfigBinder();
        SampleOptions read = binder.Bind<SampleOptions>(map);
        binder.ThrowIfErrors();
        return read;
    }

    private sealed class OnePart : IConfigReader
    {
        public ConfigNode Read(string fullPath, string displayName) => Map(("size", Scalar("8")));
    }
}
