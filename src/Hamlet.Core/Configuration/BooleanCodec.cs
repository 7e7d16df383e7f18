namespace Hamlet.Configuration;

internal sealed class BooleanCodec : ConfigCodec<bool>
{
    public override bool TryRead(ConfigNode node, OptionKey key, ConfigBinder binder, out bool value)
    {
        string? text = node is ConfigScalar { Quoted: false } scalar ? scalar.Text : null;
        value = text is "true" or "True" or "TRUE";
        if (value || text is "false" or "False" or "FALSE")
        {
            return true;
        }

        binder.Error(node.Span, $"'{key.Name}' is true or false, not {CodecText.Describe(node)}");
        return false;
    }

    public override ConfigNode Write(bool value, ConfigWriter writer) => new ConfigScalar(value ? "true" : "false", default);
}
