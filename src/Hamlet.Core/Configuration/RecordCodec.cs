namespace Hamlet.Configuration;

internal sealed class RecordCodec<T> : ConfigCodec<T>
    where T : class, IOptions<T>
{
    public override bool TryRead(ConfigNode node, OptionKey key, ConfigBinder binder, out T value)
    {
        if (node is ConfigMap map)
        {
            value = binder.Bind<T>(map);
            return true;
        }

        if (node is ConfigScalar { IsNull: true })
        {
            // "network:" with nothing below it: all defaults.
            value = binder.Bind<T>(ConfigMap.Empty(node.Span));
            return true;
        }

        if (node is ConfigScalar path && key.FromFile)
        {
            if (binder.ReadFile(path, out string fullPath) is not { } file)
            {
                value = null!;
                return false;
            }

            if (file is ConfigMap content)
            {
                value = binder.Bind<T>(content);
                ConfigOrigin.Set(value, fullPath);
                return true;
            }

            binder.Error(file.Span, $"'{path.Text}' is a map of keys, not {file.Kind}");
            value = null!;
            return false;
        }

        binder.Error(node.Span, $"'{key.Name}' is a map of keys{(key.FromFile ? " or the path of a file" : "")}, not {CodecText.Describe(node)}");
        value = null!;
        return false;
    }

    public override ConfigNode Write(T value, ConfigWriter writer) =>
        ConfigOrigin.Find(value) is { } path && writer.NameFor(path) is { } name
            ? new ConfigScalar(name, default, quoted: true)
            : T.ToConfig(value, writer);
}
