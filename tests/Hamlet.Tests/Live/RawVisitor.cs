using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hamlet.Tests.Live;

/// <summary>A visitor that keeps to no protocol but what it writes itself: it need not read, and need not answer.</summary>
internal static class RawVisitor
{
    /// <summary>Asks for a page, and does not read it.</summary>
    public static Task<TcpClient> AskAsync(int port, string path) => ConnectAsync(port, path, "");

    /// <summary>Asks for a WebSocket, and reads no more than the first byte of the greeting: from then on it is one of the visitors.</summary>
    public static async Task<TcpClient> WatchAsync(int port)
    {
        TcpClient client = await ConnectAsync(
            port, "/ws", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
        var answer = new StringBuilder();
        byte[] next = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await client.GetStream().ReadExactlyAsync(next);
            answer.Append((char)next[0]);
        }

        Assert.StartsWith("HTTP/1.1 101", answer.ToString(), StringComparison.Ordinal);
        // The answer comes from the server, which the page's end may overtake; the greeting comes from the page.
        await client.GetStream().ReadExactlyAsync(next);
        return client;
    }

    /// <summary>Reads until the connection ends, and says nothing.</summary>
    public static async Task<byte[]> ReadToEndAsync(TcpClient client)
    {
        using var received = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await client.GetStream().ReadAsync(buffer) is > 0 and int count)
            {
                received.Write(buffer, 0, count);
            }
        }
        catch (IOException)
        {
            // The other end has broken it off.
        }

        return received.ToArray();
    }

    private static async Task<TcpClient> ConnectAsync(int port, string path, string headers)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\n"));
        return client;
    }
}
