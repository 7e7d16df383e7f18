using System.Net.Sockets;
using System.Text;
using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Live;
using Hamlet.Live.Server;
using Hamlet.Randomness;
using Hamlet.State;
using Microsoft.AspNetCore.Http;

namespace Hamlet.Tests.Live;

/// <summary>Whatever visitors do or leave undone, a page ends when it is told to.</summary>
public sealed class ShutdownTests : IDisposable
{
    // Far more than it takes, far less than for ever.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(45);
    private static readonly RandomStreams s_streams = new(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hamlet-live-");

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task AnAnswerThatNeverComesKeepsNoServer()
    {
        var site = new EndlessSite();
        PageServer server = await PageServer.StartAsync(new LiveOptions { Port = 0 }, site);
        using TcpClient visitor = await RawVisitor.AskAsync(server.Port, "/");
        await site.Asked.WaitAsync(s_bound);

        await server.DisposeAsync().AsTask().WaitAsync(s_bound);
    }

    [Fact]
    public async Task AnAnswerThatHoldsItsThreadKeepsNoServer()
    {
        using var release = new ManualResetEventSlim();
        var site = new EndlessSite { Block = release };
        PageServer server = await PageServer.StartAsync(new LiveOptions { Port = 0 }, site);
        using TcpClient visitor = await RawVisitor.AskAsync(server.Port, "/");
        await site.Asked.WaitAsync(s_bound);

        await server.DisposeAsync().AsTask().WaitAsync(s_bound);
        release.Set();
    }

    [Fact]
    public async Task AVisitorThatNeverReadsKeepsNoViewer()
    {
        // One message is larger than all buffers on its way together: the sending stands still.
        LiveViewer viewer = await StartAsync(new string('x', 64 << 20));
        using TcpClient visitor = await RawVisitor.WatchAsync(new Uri(viewer.Url).Port).WaitAsync(s_bound);

        await viewer.DisposeAsync().AsTask().WaitAsync(s_bound);
    }

    [Fact]
    public async Task AVisitorThatDoesNotAnswerAGoodbyeKeepsNoViewer()
    {
        LiveViewer viewer = await StartAsync("shown");
        using TcpClient visitor = await RawVisitor.WatchAsync(new Uri(viewer.Url).Port).WaitAsync(s_bound);
        Task<byte[]> read = RawVisitor.ReadToEndAsync(visitor);

        await viewer.DisposeAsync().AsTask().WaitAsync(s_bound);

        byte[] received = await read.WaitAsync(s_bound);
        Assert.Contains("\"type\":\"closed\"", Encoding.UTF8.GetString(received), StringComparison.Ordinal);
        // The last frame says that no more will come: 1000, a normal end.
        Assert.Equal([0x88, 2, 1000 >> 8, 1000 & 0xff], received[^4..]);
    }

    [Fact]
    public async Task APolicyThatDoesNotEndKeepsNoViewer()
    {
        using var release = new ManualResetEventSlim();
        LiveViewer viewer = await StartAsync("shown", new EndlessPolicy(release));

        await viewer.DisposeAsync().AsTask().WaitAsync(s_bound);
        release.Set();
    }

    private Task<LiveViewer> StartAsync(string experiment, IPolicy? policy = null)
    {
        var world = new CartPoleEnvironment(new EnvironmentContext { Rows = 1, Streams = s_streams });
        return LiveViewer.StartAsync(
            new LiveOptions { Port = 0 }, _folder.FullName, experiment, world, [("a", policy ?? new RandomPolicy(world.Spec, s_streams.Create("policy")))]);
    }

    /// <summary>A plugin's policy that holds who disposes of it.</summary>
    private sealed class EndlessPolicy(ManualResetEventSlim release) : IPolicy
    {
        public void Act(EnvironmentRows rows)
        {
        }

        public void SaveState(StateWriter writer)
        {
        }

        public void LoadState(StateReader reader)
        {
        }

        public void Dispose() => release.Wait();
    }

    /// <summary>A site that has no answer.</summary>
    private sealed class EndlessSite : ISite
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Home => "index.html";

        public ManualResetEventSlim? Block { get; init; }

        public Task Asked => _asked.Task;

        public async Task<bool> TryAnswerAsync(HttpContext context, string path)
        {
            _asked.SetResult();
            Block?.Wait();
            await Task.Delay(Timeout.InfiniteTimeSpan);
            return true;
        }
    }
}
