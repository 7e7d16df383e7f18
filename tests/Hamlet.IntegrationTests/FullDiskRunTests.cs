using Hamlet.IntegrationTests.Support;
using Hamlet.Tests.Outputs.Faults;

namespace Hamlet.IntegrationTests;

/// <summary>A training of which nothing could be saved does not look like one that went well; a console that takes nothing stops none.</summary>
public sealed class FullDiskRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [MemoryDiskFact]
    public async Task WhatCouldNotBeSavedIsAFailure()
    {
        Assert.True(MemoryDisk.TryMount(_folder.Path, "600k"));
        try
        {
            CommandResult result = await CommandLine.RunAsync(
                "train", Repository.Config("cartpole_dqn.yaml"), "--set", "training.total_steps=1500", "--log-dir", Path.Combine(_folder.Path, "runs"));

            Assert.Equal(1, result.ExitCode);
            Assert.Contains(
                "error: training came to step 1500, which could not be saved: there is no checkpoint, so that hamlet resume begins once more.",
                result.Error,
                StringComparison.Ordinal);
        }
        finally
        {
            MemoryDisk.Unmount(_folder.Path);
        }
    }

    [FullDeviceFact]
    public async Task AFullConsoleStopsNoTraining()
    {
        string command = Path.Combine(AppContext.BaseDirectory, "hamlet.dll");
        CommandResult result = await Script.RunAsync(
            _folder.Path,
            _folder.Path,
            $"dotnet \"{command}\" train \"{Repository.Config("cartpole_dqn.yaml")}\" --set training.total_steps=1500 --log-dir runs > /dev/full || echo \"exit code $?\"");

        Assert.Contains("exit code 1", result.Output, StringComparison.Ordinal);
        Assert.Contains("error: not all of it could be printed", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"completed\"", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.Path, "run.json", SearchOption.AllDirectories))), StringComparison.Ordinal);
    }
}
