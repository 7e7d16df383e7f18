namespace Hamlet.Configuration;

internal sealed class TextCodec : ConfigCodec<string>
{
    public override bool TryRead(ConfigNode node, OptionKey key, ConfigBinder binder, out string value)
    {
        value = "";
        if (node is not ConfigScalar { IsNull: false } scalar)
        {
            // An empty text is written with quotes; a bare null is the absence of one.
            if (node is ConfigScalar { Text: "" })
            {
                return true;
            }

            binder.Error(node.Span, $"'{key.Name}' is a text, not {node.Kind}");
            return false;
        }

        value = scalar.Text;
        if (key.Choices.Count > 0 && !key.Choices.Contains(value, StringComparer.Ordinal))
        {
            binder.Error(node.Span, $"'{value}' is no {key.Name}{NearestName.Suggest(value, key.Choices)}");
            return false;
        }

        return true;
    }

    public override ConfigNode Write(string value, ConfigWriter writer) => new ConfigScalar(value, default, quoted: true);
}
