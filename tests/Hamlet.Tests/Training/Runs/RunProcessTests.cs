using System.Diagnostics;
using Hamlet.Tests.Outputs.Support;
using Hamlet.Training.Runs;

namespace Hamlet.Tests.Training.Runs;

/// <summary>Whose process is at work: by its identifier and its start here, by its heartbeat elsewhere.</summary>
public sealed class RunProcessTests
{
    private readonly FixedTime _time = new(1_000_000);

    [Fact]
    public void OneThatClaimedARunIsAtWork() => Assert.True(RunProcess.IsAlive(Claimed(), _time));

    [Fact]
    public void AnIdentifierThatCameAgainIsNot()
    {
        RunInfo info = Claimed();
        Assert.False(RunProcess.IsAlive(info with { ProcessStarted = info.ProcessStarted - TimeSpan.FromMinutes(1) }, _time));
    }

    [Fact]
    public void OneThatEndedIsNot()
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "--version") { RedirectStandardOutput = true })!;
        process.WaitForExit();
        Assert.False(RunProcess.IsAlive(Claimed() with { ProcessId = process.Id, ProcessStarted = null }, _time));
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public void OnAnotherMachineTheHeartbeatTells(int silence, bool alive)
    {
        RunInfo info = Claimed() with { Machine = "another", ProcessId = int.MaxValue };
        _time.UnixSeconds += silence;
        Assert.Equal(alive, RunProcess.IsAlive(info, _time));
    }

    /// <summary>As in a container, whose first process never asks how the others ended.</summary>
    [Fact]
    public void OneThatWasKilledAndNobodyAskedForIsNot()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // The shell becomes another program, which knows nothing of the child that it has.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "sleep 0 & echo $!; exec sleep 60"]) { RedirectStandardOutput = true };
        using Process parent = Process.Start(start)!;
        try
        {
            int child = int.Parse(parent.StandardOutput.ReadLine()!, System.Globalization.CultureInfo.InvariantCulture);
            RunInfo info = Claimed() with { ProcessId = child, ProcessStarted = null };
            Assert.True(SpinWait.SpinUntil(() => !RunProcess.IsAlive(info, _time), TimeSpan.FromSeconds(20)));
            Assert.True(Directory.Exists($"/proc/{child}"), "The process is still there, in name.");
        }
        finally
        {
            parent.Kill();
        }
    }

    private RunInfo Claimed() => RunProcess.Claim(Infos.Of("1", RunStatus.Running), _time);
}
