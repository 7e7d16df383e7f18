namespace Hamlet.Configuration;

internal sealed class NullableValueCodec<T>(ConfigCodec<T> inner) : ConfigCodec<T?>
    where T : struct
{
    public override bool TryRead(ConfigNode node, OptionKey key, ConfigBinder binder, out T? value)
    {
        value = null;
        if (node is ConfigScalar { IsNull: true })
        {
            return true;
        }

        if (!inner.TryRead(node, key, binder, out T read))
        {
            return false;
        }

        value = read;
        return true;
    }

    public override ConfigNode Write(T? value, ConfigWriter writer) =>
        value is { } some ? inner.Write(some, writer) : new ConfigScalar("null", default);
}
