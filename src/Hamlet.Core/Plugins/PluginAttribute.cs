namespace Hamlet.Plugins;

/// <summary>The base of the attributes that make a class a plugin.</summary>
public abstract class PluginAttribute : Attribute
{
    private protected PluginAttribute(string name) => Name = name;

    /// <summary>What the configuration file calls it.</summary>
    public string Name { get; }
}
