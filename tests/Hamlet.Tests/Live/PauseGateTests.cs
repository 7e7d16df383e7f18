using Hamlet.Live.Watching;

namespace Hamlet.Tests.Live;

public sealed class PauseGateTests
{
    [Fact]
    public void StepsAreMadeAsAskedForAndNoMore()
    {
        var gate = new PauseGate();
        using var ended = new CancellationTokenSource();
        int passed = 0;
        gate.Step(3);
        for (int i = 0; i < 3; i++)
        {
            gate.Pass(static () => Assert.Fail("waited"), CancellationToken.None);
            passed++;
        }

        // The fourth waits, until it is told not to.
        gate.Pass(ended.Cancel, ended.Token);

        Assert.Equal(3, passed);
        Assert.True(ended.IsCancellationRequested);
        Assert.True(gate.IsPaused);
    }

    [Fact]
    public void ResumingLetsAWaitingThreadGoOn()
    {
        var gate = new PauseGate();
        gate.Pause();
        Assert.False(gate.IsHeld, "The thread may still be making a step.");

        bool held = false;
        gate.Pass(
            () =>
            {
                held = gate.IsHeld;
                gate.Resume();
            },
            CancellationToken.None);

        Assert.True(held);
        Assert.False(gate.IsPaused || gate.IsHeld);
    }

    [Fact]
    public void PausingForgetsStepsThatWereNotMade()
    {
        var gate = new PauseGate();
        using var ended = new CancellationTokenSource();
        gate.Step(1000);
        gate.Pause();

        gate.Pass(ended.Cancel, ended.Token);

        Assert.True(ended.IsCancellationRequested);
    }
}
