using System.Text.Json;
using Hamlet.Hosting.Backends;
using Hamlet.IntegrationTests.Support;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Training.Backends;

namespace Hamlet.IntegrationTests.Backends;

public sealed class DoctorCommandTests
{
    private static readonly string[] s_commands =
    [
        "dotnet build -c Release Hamlet.Gen.sln -p:TorchSharp=cpu",
        "dotnet build -c Release Hamlet.Gen.sln -p:TorchSharp=cuda-linux",
        "dotnet build -c Release Hamlet.Gen.sln -p:TorchSharp=cuda-windows",
        "dotnet build -c Release Hamlet.Gen.sln -p:TorchSharpPath=DIR",
    ];

    private static bool HasTorchSharp => PluginCatalog.Host.Of<IBackend, BackendContext>().Any(static p => p.Name == "torchsharp");

    [Fact]
    public async Task WhatThereIsIsMeasuredAndWhatIsNotHasItsCommand()
    {
        CommandResult result = await CommandLine.RunAsync("doctor");

        Assert.Matches(@"^hamlet \S+ on \.NET ", result.Output);
        Assert.Matches(@"managed\n  cpu     managed, .+\n          product of 512 x 512: [\d.]+ ms, [\d.]+ GFLOP/s; training step of 256-256, batch 256: [\d.]+ ms\n", result.Output);
        Assert.Contains("'backend: { type: auto }' takes a GPU if there is one", result.Output, StringComparison.Ordinal);
        if (!HasTorchSharp)
        {
            Assert.Equal(0, result.ExitCode);
            Assert.Contains("torchsharp: not in this build", result.Output, StringComparison.Ordinal);
            Assert.All(s_commands, command => Assert.Contains(command, result.Output, StringComparison.Ordinal));
            Assert.Contains("managed on cpu, for no GPU is seen", result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AProgramReadsTheSame()
    {
        CommandResult result = await CommandLine.RunAsync("doctor", "--json");

        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement managed = json.RootElement.GetProperty("devices").EnumerateArray().First();
        Assert.Equal("managed", managed.GetProperty("backend").GetString());
        Assert.Equal("cpu", managed.GetProperty("device").GetString());
        Assert.True(managed.GetProperty("there").GetBoolean());
        Assert.True(managed.GetProperty("product_gflops").GetDouble() > 0);
        Assert.True(managed.GetProperty("step_seconds").GetDouble() > 0);
        if (!HasTorchSharp)
        {
            Assert.Equal("managed", json.RootElement.GetProperty("auto").GetProperty("backend").GetString());
            Assert.Equal(s_commands, json.RootElement.GetProperty("missing").GetProperty("torchsharp").EnumerateArray().Select(static c => c.GetString()));
        }
    }

    [Fact]
    public void ABackendThatWorksNowhereIsNoSuccess()
    {
        var there = new BackendDevice("managed", "cpu", "managed", null);
        var broken = new BackendDevice("torchsharp", "cpu", null, "does not load");
        var lacking = new BackendDevice("torchsharp", "cuda", null, "finds no GPU");
        var auto = new BackendChoice("managed", "cpu", "no GPU is seen");

        Assert.True(new DoctorReport([(there, null), (broken, null), (lacking, null)], false, auto).IsBroken);
        Assert.False(new DoctorReport([(there, null), (there with { Backend = "torchsharp" }, null), (lacking, null)], false, auto).IsBroken);
    }
}
