namespace Hamlet.Hosting.Sweeps;

/// <summary>A name that a cluster takes: a label of RFC 1123, at most 63 of the letters a to z, digits and '-', a letter or digit at both ends.</summary>
internal static class SafeName
{
    private const int Longest = 63;

    public static string Of(string name)
    {
        string safe = string.Concat($"hamlet-{name}".ToLowerInvariant().Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return safe[..Math.Min(Longest, safe.Length)].Trim('-');
    }
}
