namespace Hamlet.Configuration;

internal sealed class MapCodec<T>(ConfigCodec<T> item) : ConfigCodec<IReadOnlyDictionary<string, T>>
{
    public override bool TryRead(ConfigNode node, OptionKey key, ConfigBinder binder, out IReadOnlyDictionary<string, T> value)
    {
        // OrderedDictionary: the order of the file is the order of every loop over it.
        var read = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        value = read;
        if (node is ConfigScalar { IsNull: true })
        {
            return true;
        }

        if (node is not ConfigMap map)
        {
            binder.Error(node.Span, $"'{key.Name}' is a map of names, not {CodecText.Describe(node)}");
            return false;
        }

        bool whole = true;
        OptionKey itemKey = key.Item ?? key;
        foreach (ConfigEntry entry in map.Entries)
        {
            if (item.TryRead(entry.Value, itemKey with { Name = $"{key.Name}.{entry.Key}" }, binder, out T one))
            {
                read[entry.Key] = one;
            }
            else
            {
                whole = false;
            }
        }

        return whole;
    }

    public override ConfigNode Write(IReadOnlyDictionary<string, T> value, ConfigWriter writer) =>
        new ConfigMap([.. value.Select(p => new ConfigEntry(p.Key, default, item.Write(p.Value, writer)))], default);
}
