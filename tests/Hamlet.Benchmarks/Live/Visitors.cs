using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hamlet.Benchmarks.Live;

/// <summary>
/// Visitors of a live page that cost as little as can be, since they share the machine with what is measured: bare connections, most of
/// which read and forget; the others never read.
/// </summary>
internal sealed class Visitors : IDisposable
{
    private readonly List<Socket> _sockets = [];
    private readonly CancellationTokenSource _stop = new();
    private long _bytes;

    /// <summary>Connects them.</summary>
    /// <param name="port">The server's port on this machine.</param>
    /// <param name="reading">How many read.</param>
    /// <param name="stuck">How many never do.</param>
    public Visitors(int port, int reading, int stuck)
    {
        for (int i = 0; i < reading + stuck; i++)
        {
            bool reads = i < reading;
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            if (!reads)
            {
                socket.ReceiveBufferSize = 4096;
            }

            socket.Connect(IPAddress.Loopback, port);
            socket.Send(Encoding.ASCII.GetBytes(
                $"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
            _sockets.Add(socket);
            if (reads)
            {
                _ = ReadAsync(socket);
            }
        }
    }

    /// <summary>What they were sent.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        foreach (Socket socket in _sockets)
        {
            socket.Dispose();
        }

        _stop.Dispose();
    }

    private async Task ReadAsync(Socket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            for (int read = 1; read > 0;)
            {
                read = await socket.ReceiveAsync(buffer, _stop.Token).ConfigureAwait(false);
                Interlocked.Add(ref _bytes, read);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Done.
        }
    }
}
