using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hamlet.Live.Server;

/// <summary>The web server: the files of a page, and what its site answers.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private const string TokenCookie = "hamlet_token";

    // After the first, connections are broken off; after the second, the server is left as it is.
    private static readonly TimeSpan s_stopWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_endWithin = TimeSpan.FromSeconds(6);

    private readonly WebApplication _app;
    private readonly AccessRule _access;
    private readonly ISite _site;

    private PageServer(WebApplication app, AccessRule access, ISite site) => (_app, _access, _site) = (app, access, site);

    /// <summary>Where it is to be seen.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The port.</summary>
    public int Port { get; private set; }

    /// <summary>Starts a server.</summary>
    /// <exception cref="IOException">The port is taken or not allowed, or the address is none of this machine.</exception>
    public static async Task<PageServer> StartAsync(LiveOptions options, ISite site)
    {
        if (!AccessRule.TryParse(options.Host, out IPAddress? address))
        {
            throw new ArgumentException(options.Problem, nameof(options));
        }

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, SignalFreeLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.Listen(address, options.Port);
        });
        WebApplication app = builder.Build();
        string token = AccessRule.TokenFor(address, Environment.GetEnvironmentVariable);
        var server = new PageServer(app, new AccessRule(options.Host, token), site);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(15) });
        app.Run(server.AnswerAsync);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            if (e is SocketException)
            {
                throw new IOException(e.Message, e);
            }

            throw;
        }

        server.Port = new Uri(app.Urls.First()).Port;
        server.Url = $"http://{NameOf(address)}:{server.Port}/{(token.Length > 0 ? $"?token={Uri.EscapeDataString(token)}" : "")}";
        return server;
    }

    /// <summary>Why a server could not be started, with the remedy.</summary>
    /// <param name="options">Where it was to be.</param>
    /// <param name="reason">Why not.</param>
    /// <param name="option">The command's option for the port.</param>
    public static string ProblemOf(LiveOptions options, IOException reason, string option)
    {
        string remedy = reason.InnerException is SocketException { SocketErrorCode: SocketError.AddressNotAvailable }
            ? "Give an address of this machine, or leave the host out for this machine alone"
            : $"Say {option} 0 for any free port, or {option} PORT for another";
        return $"the page cannot be served on {options.Host}:{options.Port}: {reason.Message.TrimEnd('.')}. {remedy}.";
    }

    /// <summary>Ends the server within seconds, whoever still waits for an answer.</summary>
    public async ValueTask DisposeAsync() => await Ending.WithinAsync(EndAsync, s_endWithin).ConfigureAwait(false);

    private async Task EndAsync()
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

    // A name that a browser can open: every address of this machine is this machine's name.
    private static string NameOf(IPAddress address) => IPAddress.IsLoopback(address)
        ? "localhost"
        : address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ? Dns.GetHostName()
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();

    private async Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string? origin = request.Headers.Origin.FirstOrDefault();
        string path = request.Path.Value ?? "/";
        if (_access.Refuse(request.Host.Value ?? "", origin, request.Query["token"].FirstOrDefault() ?? request.Cookies[TokenCookie]) is { } reason)
        {
            await WriteAsync(context, StatusCodes.Status403Forbidden, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(reason)).ConfigureAwait(false);
        }
        else if (await _site.TryAnswerAsync(context, path).ConfigureAwait(false))
        {
            return;
        }
        else if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else if (PageFiles.Find(path == "/" ? $"/{_site.Home}" : path) is { } file)
        {
            await ServeFileAsync(context, file).ConfigureAwait(false);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task ServeFileAsync(HttpContext context, PageFile file)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ETag = file.Tag;
        headers.CacheControl = "no-cache";
        if (context.Request.Query["token"].FirstOrDefault() is { Length: > 0 } token)
        {
            // The page's own files and its socket are then let in without it.
            context.Response.Cookies.Append(TokenCookie, token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict });
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

    /// <summary>Answers a request.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string type, byte[] content)
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
