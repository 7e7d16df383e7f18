namespace Hamlet.Plugins;

/// <summary>
/// The keys that every plugin of a kind shares its map with, which its own options must leave alone. The compiler reads them where a
/// plugin is written; a test compares them with what the framework binds.
/// </summary>
/// <param name="keys">The keys, aliases included.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SectionKeysAttribute(params string[] keys) : Attribute
{
    /// <summary>The keys, aliases included.</summary>
    public string[] Keys { get; } = keys;
}
