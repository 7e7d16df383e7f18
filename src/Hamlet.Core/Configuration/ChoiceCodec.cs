namespace Hamlet.Configuration;

internal sealed class ChoiceCodec<T>(IReadOnlyList<string> words, IReadOnlyList<T> values) : ConfigCodec<T>
    where T : struct, Enum
{
    public override bool TryRead(ConfigNode node, OptionKey key, ConfigBinder binder, out T value)
    {
        if (node is ConfigScalar scalar)
        {
            for (int i = 0; i < words.Count; i++)
            {
                if (string.Equals(words[i], scalar.Text, StringComparison.OrdinalIgnoreCase))
                {
                    value = values[i];
                    return true;
                }
            }

            binder.Error(node.Span, $"'{scalar.Text}' is no {key.Name}{NearestName.Suggest(scalar.Text, [.. words])}");
        }
        else
        {
            binder.Error(node.Span, $"'{key.Name}' is one of {string.Join(", ", words)}, not {node.Kind}");
        }

        value = default;
        return false;
    }

    public override ConfigNode Write(T value, ConfigWriter writer)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(values[i], value))
            {
                return new ConfigScalar(words[i], default);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, $"No word stands for this value of {typeof(T).Name}.");
    }
}
