namespace Hamlet.Configuration;

/// <summary>One key of a map with its value.</summary>
/// <param name="Key">The key as written.</param>
/// <param name="KeySpan">Where the key stands.</param>
/// <param name="Value">The value.</param>
public sealed record ConfigEntry(string Key, ConfigSpan KeySpan, ConfigNode Value);
