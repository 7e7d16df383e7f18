using System.Net;
using System.Text;
using Hamlet.Live.Board;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hamlet.Live.Server;

/// <summary>The web server: the page, the WebSocket of a show if there is one, and what the board asks for.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private static readonly TimeSpan s_stopWithin = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly AccessRule _access;
    private readonly ShowHub? _hub;
    private readonly BoardApi? _board;

    private PageServer(WebApplication app, AccessRule access, ShowHub? hub, BoardApi? board)
    {
        (_app, _access, _hub, _board) = (app, access, hub, board);
    }

    /// <summary>Where it is to be seen.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The port.</summary>
    public int Port { get; private set; }

    /// <summary>Starts a server.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PageServer> StartAsync(LiveOptions options, ShowHub? hub, BoardApi? board)
    {
        if (options.Problem is { } problem || !AccessRule.TryParse(options.Host, out IPAddress? address))
        {
            throw new ArgumentException(options.Problem ?? options.Host, nameof(options));
        }

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.Listen(address, options.Port);
        });
        WebApplication app = builder.Build();
        var server = new PageServer(app, new AccessRule(options.Host, options.Token), hub, board);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(15) });
        app.Run(server.AnswerAsync);
        await app.StartAsync().ConfigureAwait(false);
        server.Port = new Uri(app.Urls.First()).Port;
        string name = IPAddress.IsLoopback(address) ? "localhost" : address.ToString();
        server.Url = $"http://{name}:{server.Port}/{(options.Token.Length > 0 ? $"?token={Uri.EscapeDataString(options.Token)}" : "")}";
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var bound = new CancellationTokenSource(s_stopWithin);
        try
        {
            await _app.StopAsync(bound.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Somebody did not hang up in time.
        }

        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string? origin = request.Headers.Origin.FirstOrDefault();
        if (_access.Refuse(request.Host.Value ?? "", origin, request.Query["token"].FirstOrDefault() ?? request.Cookies["hamlet_token"]) is { } reason)
        {
            await WriteAsync(context, StatusCodes.Status403Forbidden, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(reason)).ConfigureAwait(false);
            return;
        }

        string path = request.Path.Value ?? "/";
        if (path is "/ws" or "/ws/training")
        {
            await ServeSocketAsync(context).ConfigureAwait(false);
        }
        else if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else if (PageFiles.Find(path) is { } file)
        {
            await ServeFileAsync(context, file).ConfigureAwait(false);
        }
        else if (path == "/api/mode")
        {
            await WriteAsync(context, StatusCodes.Status200OK, "application/json", Encoding.UTF8.GetBytes(
                $"{{\"live\":{(_hub is null ? "false" : "true")},\"board\":{(_board is null ? "false" : "true")}}}")).ConfigureAwait(false);
        }
        else if (_board?.Answer(path, key => request.Query[key].FirstOrDefault(), out BoardAnswer answer) == true)
        {
            if (answer.FileName is { } name)
            {
                context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
            }

            await WriteAsync(context, answer.Status, answer.Type, answer.Content).ConfigureAwait(false);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private async Task ServeSocketAsync(HttpContext context)
    {
        if (_hub is null || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = _hub is null ? StatusCodes.Status404NotFound : StatusCodes.Status426UpgradeRequired;
            return;
        }

        using System.Net.WebSockets.WebSocket socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        await _hub.ServeAsync(socket).ConfigureAwait(false);
    }

    private static async Task ServeFileAsync(HttpContext context, PageFile file)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ETag = file.Tag;
        headers.CacheControl = "no-cache";
        if (context.Request.Query["token"].FirstOrDefault() is { Length: > 0 } token)
        {
            // The page's own files and its socket are then let in without it.
            context.Response.Cookies.Append("hamlet_token", token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict });
        }

        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        bool packed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal);
        if (packed)
        {
            headers.ContentEncoding = "gzip";
        }

        await WriteAsync(context, StatusCodes.Status200OK, file.Type, packed ? file.Packed : file.Plain).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, int status, string type, byte[] content)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = content.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; frame-ancestors 'none'";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
