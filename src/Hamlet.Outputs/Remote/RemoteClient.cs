using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Hamlet.Outputs.Remote;

/// <summary>
/// Speaks to one server, one request after the other, on the thread of the caller. Every trouble becomes a <see cref="RemoteException"/>
/// that says whether it may pass, and that holds no secret.
/// </summary>
internal sealed class RemoteClient : IDisposable
{
    private const int LongestReason = 300;

    private readonly HttpClient _http;
    private readonly AuthenticationHeaderValue? _authorization;
    private readonly Secret? _secret;
    private readonly TimeSpan _timeout;

    /// <summary>Makes it; nothing is sent yet.</summary>
    /// <param name="authorization">What a request shows to be let in, or null.</param>
    /// <param name="secret">What must not be in any message, or null.</param>
    /// <param name="timeout">How long a request may take.</param>
    /// <param name="insecure">Whether a certificate that proves nothing is taken, as the user asked for.</param>
    public RemoteClient(AuthenticationHeaderValue? authorization, Secret? secret, TimeSpan timeout, bool insecure = false)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = timeout, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (insecure)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }

        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _authorization = authorization;
        _secret = secret;
        _timeout = timeout;
    }

    /// <summary>Sends a request and takes a JSON object.</summary>
    /// <exception cref="RemoteException">It failed, or what came is no JSON: some proxy may have answered, which may pass.</exception>
    public JsonElement Json(HttpMethod method, string url, byte[]? json, CancellationToken token)
    {
        byte[] answer = Send(method, url, json is null ? null : JsonContent(json), token);
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new RemoteException($"{Host(url)} answered with something that is no JSON object.", mayPass: true, inner: e);
        }
    }

    /// <summary>Sends a file to where the server said, without showing who sends it unless that is asked.</summary>
    /// <exception cref="RemoteException">It failed.</exception>
    public void Put(string url, string path, IEnumerable<(string Name, string Value)> headers, bool authorize, CancellationToken token)
    {
        using FileStream file = File.Open(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete });
        using var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        Send(HttpMethod.Put, url, content, token, authorize, headers);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static ByteArrayContent JsonContent(byte[] json) =>
        new(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static string Host(string url) => new Uri(url).GetLeftPart(UriPartial.Authority);

    private byte[] Send(
        HttpMethod method, string url, HttpContent? content, CancellationToken token, bool authorize = true,
        IEnumerable<(string Name, string Value)>? headers = null)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        request.Headers.UserAgent.ParseAdd("hamlet");
        request.Headers.Authorization = authorize ? _authorization : null;
        foreach ((string name, string value) in headers ?? [])
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                content?.Headers.Remove(name);
                content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var bound = CancellationTokenSource.CreateLinkedTokenSource(token);
        bound.CancelAfter(_timeout);
        try
        {
            using HttpResponseMessage response = _http.Send(request, HttpCompletionOption.ResponseHeadersRead, bound.Token);
            byte[] body = Body(response, bound.Token);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                throw new RemoteException($"{Host(url)} answered with a page; is a proxy in between?", mayPass: true);
            }

            return response.IsSuccessStatusCode ? body : throw Refused(response, url, body);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or (IOException and not RemoteException))
        {
            string reason = e is OperationCanceledException ? "it did not answer in time" : e.InnerException?.Message ?? e.Message;
            throw new RemoteException($"{Host(url)} cannot be reached: {Redact(reason)}", mayPass: true, inner: e);
        }
    }

    // The body comes within the same bound as the head.
    private static byte[] Body(HttpResponseMessage response, CancellationToken token)
    {
        using Stream stream = response.Content.ReadAsStream(token);
        using CancellationTokenRegistration stop = token.Register(stream.Dispose);
        using var body = new MemoryStream();
        try
        {
            stream.CopyTo(body);
        }
        catch (ObjectDisposedException)
        {
            token.ThrowIfCancellationRequested();
            throw;
        }

        return body.ToArray();
    }

    private RemoteException Refused(HttpResponseMessage response, string url, byte[] body)
    {
        int status = (int)response.StatusCode;
        bool mayPass = status is 408 or 429 or (>= 500 and not 501);
        TimeSpan after = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - DateTimeOffset.UtcNow,
            _ => TimeSpan.Zero,
        };
        string text = System.Text.Encoding.UTF8.GetString(body).ReplaceLineEndings(" ");
        string hint = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? " (is the key right?)" : "";
        return new RemoteException(
            $"{Host(url)} answered {status}{hint}: {Redact(text.Length > LongestReason ? text[..LongestReason] + "..." : text)}",
            mayPass, status, after > TimeSpan.Zero ? after : TimeSpan.Zero);
    }

    private string Redact(string text) => _secret?.Redact(text) ?? text;
}
