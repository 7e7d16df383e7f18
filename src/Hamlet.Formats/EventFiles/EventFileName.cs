using System.Globalization;

namespace Hamlet.Formats.EventFiles;

/// <summary>
/// The names of event files: <c>events.out.tfevents.SECONDS.HOST.PID.SEQUENCE</c>. Readers go through a directory in alphabetical order
/// and never back, so a new name sorts after every older one: numbers are padded, and where the clock alone does not do it (a restart
/// within the second, a clock set back, a process number that sorts before) the seconds go one past the latest file's.
/// </summary>
internal static class EventFileName
{
    private const string Prefix = "events.out.tfevents.";

    /// <summary>The search pattern of the files that this convention names.</summary>
    public const string Pattern = Prefix + "*";

    /// <summary>The name of a new file.</summary>
    /// <param name="existing">The names of the files that are there.</param>
    /// <param name="seconds">The time, in seconds since 1970 UTC.</param>
    /// <param name="host">The machine's name.</param>
    /// <param name="process">The process's number.</param>
    public static string Next(IEnumerable<string> existing, long seconds, string host, int process)
    {
        string? latest = existing.Where(name => Seconds(name) is not null).Max(StringComparer.Ordinal);
        string owner = string.Create(CultureInfo.InvariantCulture, $".{Sanitize(host)}.{process}.");
        if (latest is not null && Seconds(latest) is { } last && last >= seconds)
        {
            bool ours = latest.AsSpan(Prefix.Length + 10).StartsWith(owner, StringComparison.Ordinal);
            if (ours && int.TryParse(latest.AsSpan(Prefix.Length + 10 + owner.Length), CultureInfo.InvariantCulture, out int sequence))
            {
                return Format(last, owner, sequence + 1);
            }

            seconds = last + 1;
        }

        return Format(seconds, owner, 0);
    }

    /// <summary>Whether a file's name follows this convention.</summary>
    public static bool IsEventFile(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    private static string Format(long seconds, string owner, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{seconds:D10}{owner}{sequence:D6}");

    private static long? Seconds(string name) =>
        IsEventFile(name)
            && name.Length >= Prefix.Length + 10
            && long.TryParse(name.AsSpan(Prefix.Length, 10), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            ? seconds
            : null;

    /// <summary>A host's name without what a file's name cannot hold.</summary>
    private static string Sanitize(string host)
    {
        string clean = new([.. host.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')]);
        return clean.Length == 0 ? "localhost" : clean;
    }
}
