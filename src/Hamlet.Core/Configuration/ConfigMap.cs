using System.Diagnostics.CodeAnalysis;

namespace Hamlet.Configuration;

/// <summary>A map from keys to nodes, in the order of the file.</summary>
public sealed class ConfigMap : ConfigNode
{
    /// <summary>Makes a map. A key that stands twice is the reader's error, reported before this is made; here the last one wins.</summary>
    public ConfigMap(IReadOnlyList<ConfigEntry> entries, ConfigSpan span)
        : base(span with { Overrides = ConfigOverride.Of(entries, span.File) }) => Entries = entries;

    /// <summary>The entries in the order of the file.</summary>
    public IReadOnlyList<ConfigEntry> Entries { get; }

    /// <inheritdoc/>
    public override string Kind => "a map of keys";

    /// <summary>An empty map at a place: what a missing section stands for.</summary>
    public static ConfigMap Empty(ConfigSpan span) => new([], span);

    /// <summary>Finds an entry by its exact key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out ConfigEntry? entry)
    {
        for (int i = Entries.Count - 1; i >= 0; i--)
        {
            if (string.Equals(Entries[i].Key, key, StringComparison.Ordinal))
            {
                entry = Entries[i];
                return true;
            }
        }

        entry = null;
        return false;
    }

    /// <summary>A copy in which the key has this value: replaced in its place, or added at the end.</summary>
    public ConfigMap With(string key, ConfigNode value)
    {
        var entries = new List<ConfigEntry>(Entries.Count + 1);
        bool replaced = false;
        foreach (ConfigEntry entry in Entries)
        {
            bool same = string.Equals(entry.Key, key, StringComparison.Ordinal);
            entries.Add(same ? entry with { Value = value } : entry);
            replaced |= same;
        }

        if (!replaced)
        {
            entries.Add(new ConfigEntry(key, value.Span, value));
        }

        return new ConfigMap(entries, Span);
    }

    /// <summary>A copy without the key.</summary>
    public ConfigMap Without(string key) =>
        new([.. Entries.Where(e => !string.Equals(e.Key, key, StringComparison.Ordinal))], Span);
}
