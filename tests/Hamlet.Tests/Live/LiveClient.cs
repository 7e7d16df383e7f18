using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Hamlet.Tests.Live;

/// <summary>One that looks at a live show, as a browser does.</summary>
internal sealed class LiveClient : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    private LiveClient()
    {
    }

    public static async Task<LiveClient> ConnectAsync(int port, string? origin = null, string path = "/ws")
    {
        var client = new LiveClient();
        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }

        using var patience = new CancellationTokenSource(s_patience);
        await client._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}{path}"), patience.Token);
        return client;
    }

    public Task SendAsync(string message) => SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text);

    public Task SendAsync(byte[] message, WebSocketMessageType type) => _socket.SendAsync(message, type, endOfMessage: true, CancellationToken.None);

    public Task CommandAsync(string command) => SendAsync($$"""{"type":"control","command":"{{command}}"}""");

    /// <summary>Reads on to the next message that is wanted.</summary>
    public async Task<JsonElement> WaitForAsync(string type, Func<JsonElement, bool>? wanted = null)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (true)
        {
            JsonElement message = await ReceiveAsync(patience.Token);
            if (message.GetProperty("type").GetString() == type && wanted?.Invoke(message) != false)
            {
                return message;
            }
        }
    }

    /// <summary>Reads and forgets until the connection ends.</summary>
    /// <returns>How many messages there were.</returns>
    public async Task<int> ReadToEndAsync()
    {
        int count = 0;
        try
        {
            while (true)
            {
                await ReceiveAsync(CancellationToken.None);
                count++;
            }
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            return count;
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<JsonElement> ReceiveAsync(CancellationToken token)
    {
        int length = 0;
        ValueWebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(_buffer.AsMemory(length), token);
            length += received.Count;
        }
        while (!received.EndOfMessage);

        return received.MessageType == WebSocketMessageType.Close
            ? throw new InvalidOperationException("The server has closed the connection.")
            : JsonDocument.Parse(_buffer.AsMemory(0, length)).RootElement.Clone();
    }
}
