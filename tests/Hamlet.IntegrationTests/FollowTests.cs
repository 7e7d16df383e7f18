using Hamlet.Formats.EventFiles;
using Hamlet.Hosting;
using Hamlet.IntegrationTests.Support;
using Hamlet.Plugins;

namespace Hamlet.IntegrationTests;

/// <summary><c>hamlet analyze --follow</c> over a directory in which files grow and runs appear; no pause is waited for.</summary>
public sealed class FollowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhatIsAddedIsInTheNextReport()
    {
        var output = new Listener();
        using var stop = new CancellationTokenSource();
        string first = Directory.CreateDirectory(Path.Combine(_folder.Path, "a")).FullName;
        using EventFileWriter file = EventFileWriter.Create(first, "test", 0, TimeProvider.System);
        Log(file, 1, 10);
        Task<int> follow = Task.Run(() => HamletHost.RunAsync(
            ["analyze", _folder.Path, "--follow", "--ascii"],
            new HostIo { Out = output, Error = output, Catalog = PluginCatalog.Host, Terminal = false, Color = false, Time = new Impatient(), Stop = stop.Token }));

        await output.WaitForAsync(follow, "Total steps:    10");
        Log(file, 11, 20);
        await output.WaitForAsync(follow, "Total steps:    20");

        // A new process goes on with the run, and says from where.
        using EventFileWriter later = EventFileWriter.Create(first, "test", 15, TimeProvider.System);
        Log(later, 15, 30);
        await output.WaitForAsync(follow, "Total steps:    30");

        string second = Directory.CreateDirectory(Path.Combine(_folder.Path, "b")).FullName;
        using EventFileWriter other = EventFileWriter.Create(second, "test", 0, TimeProvider.System);
        Log(other, 1, 40);
        await output.WaitForAsync(follow, "Total steps:    40");
        await stop.CancelAsync();

        Assert.Equal(130, await follow);
        string last = output.Text[output.Text.LastIndexOf("HAMLET", StringComparison.Ordinal)..];
        Assert.Contains("Runs:           2", last, StringComparison.Ordinal);
        Assert.Contains("Total steps:    30", last, StringComparison.Ordinal);
        Assert.DoesNotContain("step_order", last, StringComparison.Ordinal);
    }

    private static void Log(EventFileWriter file, long from, long to)
    {
        EventTag tag = file.Tag("rewards/mean");
        for (long step = from; step <= to; step++)
        {
            file.Begin(1.76e9 + step, step);
            file.Scalar(tag, step);
            file.End();
        }

        file.Flush();
    }

    /// <summary>A clock whose timers are always due.</summary>
    private sealed class Impatient : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime < TimeSpan.Zero ? dueTime : TimeSpan.FromMilliseconds(5), period);
    }

    /// <summary>Takes what is printed on another thread.</summary>
    private sealed class Listener : StringWriter
    {
        private readonly Lock _lock = new();

        public string Text
        {
            get
            {
                lock (_lock)
                {
                    return ToString();
                }
            }
        }

        public override void Write(char value)
        {
            lock (_lock)
            {
                base.Write(value);
            }
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (_lock)
            {
                base.Write(buffer, index, count);
            }
        }

        public override void Write(string? value)
        {
            lock (_lock)
            {
                base.Write(value);
            }
        }

        public async Task WaitForAsync(Task end, string text)
        {
            while (!Text.Contains(text, StringComparison.Ordinal))
            {
                Assert.False(end.IsCompleted, Text);
                await Task.Delay(5);
            }
        }
    }
}
