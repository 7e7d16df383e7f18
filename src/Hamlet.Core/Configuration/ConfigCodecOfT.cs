namespace Hamlet.Configuration;

/// <summary>Reads a value of one type from a node and writes it back. Codecs compose: a list of records of numbers is three of them.</summary>
/// <typeparam name="T">The type of the option.</typeparam>
public abstract class ConfigCodec<T>
{
    /// <summary>Reads a value; on failure reports why to the binder and returns false.</summary>
    public abstract bool TryRead(ConfigNode node, OptionKey key, ConfigBinder binder, out T value);

    /// <summary>Writes a value as a node.</summary>
    public abstract ConfigNode Write(T value, ConfigWriter writer);
}
