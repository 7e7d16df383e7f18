using System.Diagnostics;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests;

/// <summary>A training of which nothing could be saved does not look like one that went well; a console that takes nothing stops none.</summary>
public sealed class FullDiskRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhatCouldNotBeSavedIsAFailure()
    {
        // Where nobody may mount one there is no small disk, and nothing to be tested.
        if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", _folder.Path))
        {
            return;
        }

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
            Run("umount", _folder.Path);
        }
    }

    [Fact]
    public async Task AFullConsoleStopsNoTraining()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        string command = Path.Combine(AppContext.BaseDirectory, "hamlet.dll");
        CommandResult result = await Script.RunAsync(
            _folder.Path,
            _folder.Path,
            $"dotnet \"{command}\" train \"{Repository.Config("cartpole_dqn.yaml")}\" --set training.total_steps=1500 --log-dir runs > /dev/full || echo \"exit code $?\"");

        Assert.Contains("exit code 1", result.Output, StringComparison.Ordinal);
        Assert.Contains("error: not all of it could be printed", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"completed\"", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.Path, "run.json", SearchOption.AllDirectories))), StringComparison.Ordinal);
    }

    private static bool Run(string program, params string[] args)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
