namespace Hamlet.Configuration;

/// <summary>A key of a map that was given elsewhere than the map: on the command line, or by a sweep.</summary>
/// <param name="Key">The key, with points where it is one of a map within the map.</param>
/// <param name="Text">Its value, where that is a single one.</param>
/// <param name="Place">Where it was given.</param>
internal sealed record ConfigOverride(string Key, string? Text, ConfigSpan Place)
{
    /// <summary>Whether a message is about it: messages have keys, and values that are names, in quotes.</summary>
    public bool IsNamedIn(string message)
    {
        string last = Key[(Key.LastIndexOf('.') + 1)..];
        return Has($"'{last}'") || Has($".{last}'") || Has($"'{last}: ") || (Text is { Length: > 0 } && Has($"'{Text}'"));

        bool Has(string quoted) => message.Contains(quoted, StringComparison.Ordinal);
    }

    /// <summary>What a map's entries say that stands elsewhere than the map does; null for nothing.</summary>
    public static IReadOnlyList<ConfigOverride>? Of(IReadOnlyList<ConfigEntry> entries, string? file)
    {
        List<ConfigOverride>? found = null;
        foreach ((string key, _, ConfigNode value) in entries)
        {
            if (value.Span.File is { } given && file is not null && given != file)
            {
                (found ??= []).Add(new ConfigOverride(key, (value as ConfigScalar)?.Text, value.Span));
            }
            else if (value.Span.Overrides is { } within)
            {
                (found ??= []).AddRange(within.Select(one => one with { Key = $"{key}.{one.Key}" }));
            }
        }

        return found;
    }
}
