using System.Net.WebSockets;
using System.Threading.Channels;

namespace Hamlet.Live.Server;

/// <summary>
/// One WebSocket. What it is to be sent waits in a bounded queue; who does not read fast enough for that is dropped, so that a visitor costs
/// a bounded amount of memory and no one else any time.
/// </summary>
/// <param name="socket">The connection.</param>
internal sealed class Visitor(WebSocket socket) : IDisposable
{
    /// <summary>The most that waits, counted in what was said at once: that of four seconds.</summary>
    public const int QueueLength = 128;

    private readonly Channel<IReadOnlyList<byte[]>> _queue = Channel.CreateBounded<IReadOnlyList<byte[]>>(new BoundedChannelOptions(QueueLength)
    {
        SingleReader = true, FullMode = BoundedChannelFullMode.Wait,
    });

    private readonly CancellationTokenSource _gone = new();
    private readonly TaskCompletionSource _parting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _finished;

    /// <summary>The connection.</summary>
    public WebSocket Socket => socket;

    /// <summary>The index of the agent that it looks at.</summary>
    public int Agent { get; set; }

    /// <summary>The frame that it was sent last.</summary>
    public byte[]? LastFrame { get; set; }

    /// <summary>Cancelled when it is dropped.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Ends when one of both sides has ended the connection: it was told all there is and then goodbye, it said so itself, or it was dropped.</summary>
    public Task Parting => _parting.Task;

    /// <summary>Ends when nobody serves it any more.</summary>
    public Task Left => _left.Task;

    /// <summary>Sends messages some time, or drops the visitor. Never waits. After the last message there are no others.</summary>
    public void Send(params IReadOnlyList<byte[]> messages)
    {
        if (!_queue.Writer.TryWrite(messages) && !_finished)
        {
            Drop();
        }
    }

    /// <summary>No more messages; those that wait are still sent.</summary>
    public void Finish()
    {
        _finished = true;
        _queue.Writer.TryComplete();
    }

    /// <summary>One of both sides has ended the connection.</summary>
    public void Part() => _parting.TrySetResult();

    /// <summary>It is no longer served.</summary>
    public void Leave() => _left.TrySetResult();

    /// <summary>Ends the connection at once.</summary>
    public void Drop()
    {
        _queue.Writer.TryComplete();
        Part();
        try
        {
            // On another thread: what waits for this leaves the hub's list, which the caller may be walking through.
            _ = _gone.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has left by itself in this moment.
        }
    }

    /// <summary>Sends what waits until there will be no more, and then goodbye.</summary>
    public async Task PumpAsync()
    {
        try
        {
            await foreach (IReadOnlyList<byte[]> messages in _queue.Reader.ReadAllAsync(Gone).ConfigureAwait(false))
            {
                foreach (byte[] message in messages)
                {
                    await socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, Gone).ConfigureAwait(false);
                }
            }

            // Not CloseAsync, which waits for the answer of one who may never give it.
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Gone).ConfigureAwait(false);
        }
        finally
        {
            Part();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gone.Dispose();
}
