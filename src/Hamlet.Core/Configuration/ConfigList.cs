namespace Hamlet.Configuration;

/// <summary>A list of nodes.</summary>
public sealed class ConfigList : ConfigNode
{
    /// <summary>Makes a list.</summary>
    public ConfigList(IReadOnlyList<ConfigNode> items, ConfigSpan span)
        : base(span) => Items = items;

    /// <summary>The items in the order of the file.</summary>
    public IReadOnlyList<ConfigNode> Items { get; }

    /// <inheritdoc/>
    public override string Kind => "a list";
}
