using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Hamlet.Live.Server;

/// <summary>The page of a show: its WebSocket.</summary>
/// <param name="hub">Tells the visitors.</param>
internal sealed class ShowSite(ShowHub hub) : ISite
{
    /// <inheritdoc/>
    public string Home => "index.html";

    /// <inheritdoc/>
    public async Task<bool> TryAnswerAsync(HttpContext context, string path)
    {
        if (path is not ("/ws" or "/ws/training"))
        {
            return false;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return true;
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        await hub.ServeAsync(socket).ConfigureAwait(false);
        return true;
    }
}
