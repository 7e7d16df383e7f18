using System.Buffers;
using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

/// <summary>Who logs from two threads at once is told so, and the process lives.</summary>
public sealed class TwoThreadsTests
{
    [Fact]
    public void WhoIsOvertakenIsTold()
    {
        var sink = new TestSink();
        using var log = new MetricLog([new NamedSink("test", sink)]);
        log.Log(new LossMetrics(0, 0));

        // The picture is copied between the claim of its place and its publication.
        using var picture = new Intruder(() => OnAnotherThread(() => log.Log(new LossMetrics(1, 1))));
        var told = Assert.Throws<InvalidOperationException>(() => log.LogImage("picture", new MetricImage(2, 2, 1, picture.Memory), 1));

        Assert.StartsWith("Two threads logged at once", told.Message, StringComparison.Ordinal);
        Assert.Contains("Branch()", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void WhatCannotBeReadClosesTheOutputsAndNotTheProcess()
    {
        var ring = new ByteRing(1024);
        byte* entry = ring.TryClaimSlowly(64, out _);
        new Span<byte>(entry, 64).Clear();
        *(int*)entry = 64;
        *(int*)(entry + 4) = int.MaxValue; // No record has this schema.
        Assert.True(ring.TryPublish(entry, 64));
        var told = new List<SinkFailure>();
        var options = new MetricLogOptions { OnSinkFailed = told.Add };
        var sinks = new SinkSet([new NamedSink("one", new TestSink()), new NamedSink("other", new TestSink())], options);

        var writer = new MetricWriter(ring, new SideBuffers(), sinks, options, static () => { });
        Assert.True(writer.Close());

        Assert.Equal(["one", "other"], told.Select(static failure => failure.Name));
        Assert.All(told, static failure => Assert.StartsWith("Two threads logged at once", failure.Reason.Message, StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(writer.ThrowIfDamaged);
    }

    [Fact]
    public void ManyThreadsInOneLogEndInErrorsAlone()
    {
        var wrong = new List<Exception>();
        using (var log = new MetricLog([new NamedSink("test", new TestSink())], new MetricLogOptions { RingBytes = 1024 }))
        {
            var threads = Enumerable.Range(0, 3).Select(_ => new Thread(() => LogMany(log, wrong))).ToList();
            threads.ForEach(static thread => thread.Start());
            threads.ForEach(static thread => thread.Join());
        }

        // Whether they meet is chance; what then comes is not.
        Assert.All(wrong, static e => Assert.IsType<InvalidOperationException>(e));
    }

    private static void LogMany(MetricLog log, List<Exception> wrong)
    {
        for (int i = 0; i < 20_000; i++)
        {
            try
            {
                log.Log(new LossMetrics(i, i));
            }
            catch (Exception e)
            {
                lock (wrong)
                {
                    wrong.Add(e);
                }
            }
        }
    }

    private static void OnAnotherThread(Action action)
    {
        Exception? fault = null;
        var thread = new Thread(() => fault = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(fault);
    }

    /// <summary>Bytes that do something when they are looked at.</summary>
    private sealed class Intruder(Action onLook) : MemoryManager<byte>
    {
        private readonly byte[] _bytes = new byte[4];

        public override Span<byte> GetSpan()
        {
            onLook();
            return _bytes;
        }

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }

        public override Memory<byte> Memory => CreateMemory(_bytes.Length);
    }
}
