using Hamlet.IntegrationTests.Support;
using Hamlet.Networks;
using Hamlet.Plugins;

namespace Hamlet.IntegrationTests.Backends;

/// <summary>What is asked for and is not there is one message; what is left open is taken, and said.</summary>
public sealed class DeviceTests : IDisposable
{
    private static readonly string[] s_short =
    [
        "--env", "cartpole", "--algorithm", "ppo", "--set", "training.total_steps=64", "--set", "agents.0.n_steps=32", "--set", "agents.0.batch_size=32",
        "--set", "evaluation.final_episodes=1",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cuda", "managed", "-p:TorchSharp=cuda-linux")]
    [InlineData("cuda:1", "managed", "-p:TorchSharp=cuda-linux")]
    [InlineData("mps", "managed", "torchsharp")]
    [InlineData("cuda", "auto", "cuda")]
    [InlineData("cuda:99", "auto", "cuda")]
    [InlineData("gpu", "auto", "gpu")]
    [InlineData("gpu", "managed", "gpu")]
    public async Task ADeviceThatIsNotThereIsOneMessage(string device, string type, string remedy)
    {
        if (device == "cuda" && type == "auto" && Training.Backends.BackendDevices.Find(PluginCatalog.Host).Any(static d => d.IsThere && d.Device == "cuda"))
        {
            // This machine has one.
            return;
        }

        CommandResult result = await CommandLine.RunAsync(
            ["train", .. s_short, "--device", device, "--set", $"backend.type={type}", "--log-dir", _folder.Path]);

        Assert.Equal(2, result.ExitCode);
        string line = Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Contains(device == "gpu" ? "there is no device 'gpu': it is auto, cpu, cuda, " : $"'device: {device}'", line, StringComparison.Ordinal);
        Assert.Contains(remedy, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories), static f => f.EndsWith(".safetensors", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ABackendThatThisBuildLacksIsNamedWithItsCommand()
    {
        if (PluginCatalog.Host.Of<IBackend, BackendContext>().Any(static p => p.Name == "torchsharp"))
        {
            return;
        }

        CommandResult result = await CommandLine.RunAsync(["train", .. s_short, "--set", "backend.type=torchsharp", "--log-dir", _folder.Path]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "there is no backend 'torchsharp' in this build: add it with dotnet build -c Release Hamlet.Gen.sln -p:TorchSharp=cpu", result.Error, StringComparison.Ordinal);
        Assert.Contains("-p:TorchSharpPath=DIR", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task AutoTakesTheProcessorForASmallNetworkAndSaysSo()
    {
        CommandResult result = await CommandLine.RunAsync(["train", .. s_short, "--set", "backend.type=auto", "--log-dir", _folder.Path]);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Matches(@"(?m)^Backend: managed, .+ \(auto: (no GPU is seen|the networks and minibatches are too small to gain from a GPU)\)$", result.Output);
        string config = File.ReadAllText(Directory.GetFiles(_folder.Path, "config.yaml", SearchOption.AllDirectories).First(static f => !f.Contains("checkpoints", StringComparison.Ordinal)));
        Assert.Contains("type: managed", config, StringComparison.Ordinal);
        Assert.DoesNotContain("type: auto", config, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AutoHasNoOptionsOfABackend()
    {
        CommandResult result = await CommandLine.RunAsync(
            ["train", .. s_short, "--set", "backend={ type: auto, simd: portable }", "--log-dir", _folder.Path]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("unknown key 'simd'", result.Error, StringComparison.Ordinal);
    }
}
