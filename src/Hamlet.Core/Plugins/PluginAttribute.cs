namespace Hamlet.Plugins;

/// <summary>The base of the attributes that make a class a plugin.</summary>
/// <param name="name">What the configuration file calls it.</param>
public abstract class PluginAttribute(string name) : Attribute
{
    /// <summary>What the configuration file calls it.</summary>
    public string Name { get; } = name;
}
