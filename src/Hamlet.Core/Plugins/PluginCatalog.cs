using System.Diagnostics.CodeAnalysis;
using Hamlet.Configuration;
using Hamlet.Metrics;

namespace Hamlet.Plugins;

/// <summary>
/// Every plugin that a program was built with. The generator writes one for each executable from the marks of all referenced assemblies;
/// no list is kept by hand and nothing is looked up by reflection.
/// </summary>
public sealed class PluginCatalog
{
    private readonly List<Plugin> _plugins = [];
    private readonly Dictionary<string, string> _remedies = new(StringComparer.Ordinal);
    private readonly List<Func<MetricSchema>> _records = [];

    /// <summary>The catalog of this program, set before <c>Main</c> by code generated into it; empty in a program without the generators.</summary>
    public static PluginCatalog Host { get; set; } = new();

    /// <summary>All plugins, by role and then by name.</summary>
    public IReadOnlyList<Plugin> All => _plugins;

    /// <summary>What is known of every kind of metric record of the same assemblies.</summary>
    public IReadOnlyList<MetricSchema> Records => [.. _records.Select(static r => r())];

    /// <summary>Adds a kind of metric record, whose schema is not made before somebody asks; called by generated code.</summary>
    public void AddRecord(Func<MetricSchema> schema) => _records.Add(schema);

    /// <summary>Adds a plugin; called by generated code.</summary>
    /// <exception cref="ArgumentException">Another plugin of the same kind has this name.</exception>
    public void Add(Plugin plugin)
    {
        if (_plugins.Find(p => p.Role == plugin.Role && string.Equals(p.Name, plugin.Name, StringComparison.Ordinal)) is { } other)
        {
            throw new ArgumentException($"{plugin.Type} and {other.Type} are both named '{plugin.Name}'.", nameof(plugin));
        }

        int place = _plugins.FindIndex(p => Order(plugin, p) < 0);
        _plugins.Insert(place < 0 ? _plugins.Count : place, plugin);
    }

    /// <summary>Says how a plugin is had that a build may lack: what an error about its name then ends with.</summary>
    public void Explain(string name, string remedy) => _remedies[name] = remedy;

    /// <summary>The plugins of one kind, by name.</summary>
    public IReadOnlyList<Plugin<TRole, TContext>> Of<TRole, TContext>()
        where TRole : class
        where TContext : class => [.. _plugins.OfType<Plugin<TRole, TContext>>()];

    /// <summary>Finds a plugin by the name that stands in a file; reports the nearest name if there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="what">What a user calls this kind, such as <c>algorithm</c>.</param>
    /// <param name="span">Where the name stands.</param>
    /// <param name="binder">Receives the error.</param>
    /// <param name="plugin">The plugin.</param>
    /// <param name="other">A word that may stand there too and is no plugin's, such as <c>none</c>.</param>
    public bool TryFind<TRole, TContext>(
        string name, string what, ConfigSpan span, ConfigBinder binder, [NotNullWhen(true)] out Plugin<TRole, TContext>? plugin, string? other = null)
        where TRole : class
        where TContext : class
    {
        IReadOnlyList<Plugin<TRole, TContext>> all = Of<TRole, TContext>();
        plugin = all.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));
        if (plugin is null)
        {
            string remedy = _remedies.TryGetValue(name, out string? text)
                ? $" in this build: {text}"
                : binder.SuggestPlugin(name, [.. all.Select(static p => p.Name), .. other is null ? [] : (string[])[other]]);
            binder.Error(span, $"there is no {what} '{name}'{remedy}");
        }

        return plugin is not null;
    }

    private static int Order(Plugin a, Plugin b)
    {
        int byRole = string.CompareOrdinal(a.Role.Name, b.Role.Name);
        return byRole != 0 ? byRole : string.CompareOrdinal(a.Name, b.Name);
    }
}
