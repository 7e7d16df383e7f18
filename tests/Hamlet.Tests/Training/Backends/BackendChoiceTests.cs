using Hamlet.Formats.Yaml;
using Hamlet.Plugins;
using Hamlet.Training.Backends;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Training.Backends;

public sealed class BackendChoiceTests
{
    private static readonly BackendDevice[] s_processor =
        [new("managed", "cpu", "managed", null), new("managed", "cuda", null, "no"), new("torchsharp", "cpu", "torch", null), new("torchsharp", "cuda", null, "no GPU")];

    private static readonly BackendDevice[] s_gpu =
        [.. s_processor[..3], new("torchsharp", "cuda", "torch on cuda:0", null), new("torchsharp", "cuda:1", "torch on cuda:1", null)];

    [Theory]
    [InlineData(false, 0, "auto", "managed cpu")]
    [InlineData(false, BackendChoice.GpuWork, "auto", "managed cpu")]
    [InlineData(true, BackendChoice.GpuWork - 1, "auto", "managed cpu")]
    [InlineData(true, BackendChoice.GpuWork, "auto", "torchsharp cuda")]
    [InlineData(true, BackendChoice.GpuWork, "cpu", "managed cpu")]
    [InlineData(true, 0, "cuda", "torchsharp cuda")]
    [InlineData(true, 0, "cuda:0", "torchsharp cuda:0")]
    [InlineData(true, 0, "cuda:1", "torchsharp cuda:1")]
    [InlineData(true, 0, "cuda:2", null)]
    [InlineData(false, BackendChoice.GpuWork, "cuda", null)]
    [InlineData(true, 0, "mps", null)]
    public void TheRuleLooksAtDevicesAndWork(bool hasGpu, long work, string wanted, string? expected)
    {
        BackendChoice? choice = BackendChoice.Make(hasGpu ? s_gpu : s_processor, work, wanted);

        Assert.Equal(expected, choice is null ? null : $"{choice.Backend} {choice.Device}");
    }

    [Theory]
    [InlineData("{ algorithm: dqn, batch_size: 64, network: { hidden: [256, 128, 32] } }", 64 * ((256 * 128) + (128 * 32)))]
    [InlineData("{ algorithm: dqn, batch_size: 64, network: { hidden: [256] } }", 0)]
    [InlineData("{ algorithm: ppo, n_steps: 64, batch_size: 64, network: { hidden: [10], recurrent: gru, recurrent_size: 5 } }", 64 * ((10 * 20) + (20 * 5)))]
    [InlineData("{ algorithm: random }", 0)]
    public void WorkIsWhatAMinibatchTakesBetweenHiddenLayers(string agent, long work)
    {
        Experiment experiment = ExperimentBinder.Bind(
            YamlParser.Parse($"environment: {{ type: cartpole }}\nagents: [{agent}]\n", "f.yaml"), PluginCatalog.Host, new YamlConfigReader());

        Assert.Equal(work, BackendChoice.Work(experiment.Agents));
    }

    [Fact]
    public void TheRuleInWordsIsTheRule()
    {
        Assert.Contains(BackendChoice.GpuWork.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), BackendChoice.Rule, StringComparison.Ordinal);
        Assert.Equal(BackendChoice.GpuWork, BackendChoice.Work([512, 256], 256));
    }

    [Fact]
    public void TheManagedBackendIsFoundOnTheProcessorAlone()
    {
        IReadOnlyList<BackendDevice> devices = [.. BackendDevices.Find(PluginCatalog.Host).Where(static d => d.Backend == "managed")];

        Assert.Equal(["cpu", "cuda", "mps"], devices.Select(static d => d.Device));
        Assert.Equal([true, false, false], devices.Select(static d => d.IsThere));
        Assert.StartsWith("managed, ", devices[0].Description, StringComparison.Ordinal);
        Assert.Contains("'device: cuda'", devices[1].Missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", "cpu cuda mps")]
    [InlineData("cpu", "cpu")]
    [InlineData("cuda:0", "cuda")]
    [InlineData("cuda:1", "cuda:1")]
    public void NoDeviceIsAskedThatIsNotWanted(string wanted, string asked) =>
        Assert.All(
            BackendDevices.Find(PluginCatalog.Host, wanted).GroupBy(static d => d.Backend),
            backend => Assert.Equal(asked, string.Join(' ', backend.Select(static d => d.Device))));
}
