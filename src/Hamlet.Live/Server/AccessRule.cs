using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Hamlet.Live.Server;

/// <summary>
/// Who may look. A page of another origin in the same browser could open a WebSocket to this machine, and a name server under an attacker's
/// control could make its own name mean 127.0.0.1: so the origin and the name that was asked for both have to be this server's.
/// </summary>
/// <param name="host">The address that is listened on.</param>
/// <param name="token">What a visitor has to bring; empty for nothing.</param>
internal sealed class AccessRule(string host, string token)
{
    private const string TokenVariable = "HAMLET_LIVE_TOKEN";
    private const int TokenBytes = 16;

    private readonly byte[] _token = Encoding.UTF8.GetBytes(token);

    /// <summary>What is wrong with an address, with the remedy; null where nothing is.</summary>
    public static string? ProblemOf(string host) => TryParse(host, out _) ? null : $"'{host}' is no address to listen on: give an IP address or localhost";

    /// <summary>
    /// What visitors of an address have to bring: what the user has chosen; nothing on a loopback address; else something that nobody guesses.
    /// It never comes from an experiment's file, which is kept and sent around.
    /// </summary>
    /// <param name="address">The address that is listened on.</param>
    /// <param name="environment">Reads a variable of the environment.</param>
    public static string TokenFor(IPAddress address, Func<string, string?> environment) => environment(TokenVariable) is { Length: > 0 } chosen
        ? chosen
        : IPAddress.IsLoopback(address) ? "" : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>The address of a text; localhost is 127.0.0.1.</summary>
    public static bool TryParse(string host, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IPAddress? address)
    {
        address = IPAddress.Loopback;
        return host == "localhost" || IPAddress.TryParse(host, out address);
    }

    /// <summary>Why a request is refused; null where it is not.</summary>
    /// <param name="requestHost">The Host header, with its port.</param>
    /// <param name="origin">The Origin header, or null for a visitor that is no browser.</param>
    /// <param name="given">The token that came with it.</param>
    public string? Refuse(string requestHost, string? origin, string? given)
    {
        if (_token.Length > 0 && !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? ""), _token))
        {
            return "a token is needed: open the address that the training printed";
        }

        if (_token.Length == 0 && !IsLoopback(requestHost))
        {
            return $"this server does not answer for '{requestHost}'";
        }

        return origin is null || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? from)
            && string.Equals(from.Authority, Uri.TryCreate($"{from.Scheme}://{requestHost}", UriKind.Absolute, out Uri? own) ? own.Authority : "", StringComparison.OrdinalIgnoreCase))
            ? null
            : $"the origin '{origin}' is not this page's";
    }

    private bool IsLoopback(string requestHost) => Uri.TryCreate($"http://{requestHost}", UriKind.Absolute, out Uri? uri)
        && (uri.Host == "localhost" || uri.Host == host || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address)));
}
