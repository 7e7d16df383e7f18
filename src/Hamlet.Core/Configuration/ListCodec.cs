namespace Hamlet.Configuration;

internal sealed class ListCodec<T>(ConfigCodec<T> item) : ConfigCodec<IReadOnlyList<T>>
{
    public override bool TryRead(ConfigNode node, OptionKey key, ConfigBinder binder, out IReadOnlyList<T> value)
    {
        OptionKey itemKey = key.Item ?? key;
        IReadOnlyList<ConfigNode> nodes = node switch
        {
            ConfigList list => list.Items,
            ConfigScalar { IsNull: true } => [],
            _ => [node],
        };
        var read = new List<T>(nodes.Count);
        bool whole = true;
        foreach (ConfigNode child in nodes)
        {
            if (item.TryRead(child, itemKey, binder, out T one))
            {
                read.Add(one);
            }
            else
            {
                whole = false;
            }
        }

        value = read;
        return whole;
    }

    public override ConfigNode Write(IReadOnlyList<T> value, ConfigWriter writer) =>
        new ConfigList([.. value.Select(v => item.Write(v, writer))], default);
}
