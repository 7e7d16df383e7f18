namespace Hamlet.Plugins;

/// <summary>The mark of an assembly that has plugins. Written by the generator, read by it again where a program is built.</summary>
/// <param name="registration">The generated class with a static method <c>Register(PluginCatalog)</c>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class HamletPluginsAttribute(Type registration) : Attribute
{
    /// <summary>The generated class.</summary>
    public Type Registration { get; } = registration;
}
