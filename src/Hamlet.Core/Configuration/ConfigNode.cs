namespace Hamlet.Configuration;

/// <summary>A value of a configuration file as it stands there: a scalar, a map or a list, with its place. Immutable.</summary>
public abstract class ConfigNode
{
    private protected ConfigNode(ConfigSpan span) => Span = span;

    /// <summary>Where the node begins.</summary>
    public ConfigSpan Span { get; }

    /// <summary>What a user calls this kind of node in an error message.</summary>
    public abstract string Kind { get; }
}
