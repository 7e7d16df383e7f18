using System.Text;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Plugins;
using Hamlet.Randomness;
using Hamlet.Training.Experiments;
using Xunit.Abstractions;

namespace Hamlet.Tests.Mutations;

/// <summary>Damaged experiment files, and damaged worlds that they refer to: from the bytes of a file to the bound options.</summary>
public sealed class ConfigMutationTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("hamlet-mutations-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void ADamagedFileIsRefusedOrReadAndNeverWorse()
    {
        string configs = Path.Combine(Root(), "configs");
        byte[][] experiments = [.. Directory.GetFiles(configs, "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        Directory.CreateDirectory(Path.Combine(_directory, "worlds"));
        foreach (string file in Directory.GetFiles(Path.Combine(configs, "worlds")))
        {
            File.Copy(file, Path.Combine(_directory, "worlds", Path.GetFileName(file)));
        }

        string world = Path.Combine(_directory, "worlds", "town8.yaml");
        byte[] town = File.ReadAllBytes(world);
        string experiment = Path.Combine(_directory, "experiment.yaml");
        byte[] ofTown = Encoding.UTF8.GetBytes("environment: { type: town, world: worlds/town8.yaml }");
        var bounded = new Bounded(output, typeof(ConfigException));
        var random = new RandomStream(14);
        for (int i = 0; i < Mutation.Count; i++)
        {
            bool ofWorld = random.NextInt32(3) == 0;
            byte[] original = experiments[random.NextInt32(experiments.Length)];
            File.WriteAllBytes(experiment, ofWorld ? ofTown : Mutation.Of(original, ref random));
            File.WriteAllBytes(world, ofWorld ? Mutation.Of(town, ref random) : town);
            bounded.Run(i, original.Length, () => Bind(experiment));
        }

        bounded.Report();
    }

    [Theory]
    [InlineData("a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\nagents: [*d, *d]\n")]
    [InlineData("agents: [{ network: { hidden: [1000000000, 1000000000] } }]")]
    [InlineData("environment: { num_envs: 2147483647 }")]
    [InlineData("agents: [{ clones: 2147483647 }]")]
    public void WhatIsLargeIsNoMoreThanANumber(string text)
    {
        string file = Path.Combine(_directory, "experiment.yaml");
        File.WriteAllText(file, text);

        new Bounded(output, typeof(ConfigException)).Run(0, text.Length, () => Bind(file));
    }

    private static void Bind(string file)
    {
        var reader = new YamlConfigReader();
        ExperimentBinder.Bind(reader.Read(file, "experiment.yaml"), PluginCatalog.Host, reader);
    }

    private static string Root()
    {
        string? directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory!, "Hamlet.Gen.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory!;
    }
}
