using Hamlet.Configuration;
using Hamlet.Plugins;

namespace Hamlet.Training.Experiments;

/// <summary>Reads the parts of an experiment file: sections, and the plugins that they select.</summary>
/// <param name="catalog">The plugins to choose from.</param>
/// <param name="binder">Collects what is wrong.</param>
internal sealed class SectionBinder(PluginCatalog catalog, ConfigBinder binder)
{
    // Those in which 'type' names a plugin, and whose name alone is what people write first.
    private static readonly string[] s_selecting = ["environment", "exploration", "intrinsic", "curriculum", "backend"];

    /// <summary>The plugins to choose from.</summary>
    public PluginCatalog Catalog => catalog;

    /// <summary>Collects what is wrong.</summary>
    public ConfigBinder Binder => binder;

    /// <summary>How many errors there are so far, warnings not counted.</summary>
    public int ErrorCount => binder.Errors.Count(static error => !error.IsWarning);

    /// <summary>The sections that were left out, since they are no maps.</summary>
    public HashSet<string> Faulty { get; } = new(StringComparer.Ordinal);

    /// <summary>The map under a key; an empty one where there is none.</summary>
    public ConfigMap Section(ConfigMap root, string name)
    {
        if (!root.TryGet(name, out ConfigEntry? entry) || entry.Value is ConfigScalar { IsNull: true })
        {
            return ConfigMap.Empty(entry?.Value.Span ?? root.Span);
        }

        if (entry.Value is ConfigMap map)
        {
            return map;
        }

        RejectSection(entry);
        return ConfigMap.Empty(entry.Value.Span);
    }

    /// <summary>
    /// The experiment without the sections that are no maps, each of which is an error: what moves keys between sections would otherwise put a map
    /// in the place of one. A single agent becomes a list of one, and agents that are nothing are as if nothing stood there, like every section.
    /// </summary>
    /// <param name="root">The experiment.</param>
    /// <param name="names">The sections that are maps.</param>
    public ConfigMap WithMapsOnly(ConfigMap root, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (root.TryGet(name, out ConfigEntry? entry) && entry.Value is not (ConfigMap or ConfigScalar { IsNull: true }))
            {
                RejectSection(entry);
                Faulty.Add(name);
                root = root.Without(name);
            }
        }

        return !root.TryGet("agents", out ConfigEntry? agents) ? root
            : agents.Value is ConfigMap agent ? root.With("agents", new ConfigList([agent], agent.Span))
            : agents.Value is ConfigScalar { IsNull: true } ? root.Without("agents")
            : root;
    }

    private void RejectSection(ConfigEntry entry)
    {
        string name = entry.Key;
        string? plugin = entry.Value switch
        {
            ConfigScalar scalar => scalar.Text,
            ConfigList { Items: [ConfigScalar only] } => only.Text,
            _ => null,
        };
        string chosen = plugin is { Length: > 0 } ? plugin : "NAME";
        string remedy = !s_selecting.Contains(name, StringComparer.Ordinal) ? ""
            : entry.Value.Span.Line == 0 ? $"; give {name}.type={chosen}"
            : $"; write {name}: {{ type: {chosen} }}";
        binder.Error(entry.Value.Span, $"'{name}' is a map of keys, not {entry.Value.Kind}{remedy}");
    }

    /// <summary>Reads the keys of the host from a map that a plugin's may stand in too.</summary>
    public T BindHost<T>(ConfigMap map)
        where T : class, IOptions<T> => T.Bind(map, binder);

    /// <summary>Reads a plugin whose keys stand beside the host's in one map: what neither knows is unknown.</summary>
    /// <param name="map">The map.</param>
    /// <param name="key">The key that names the plugin.</param>
    /// <param name="name">Its name.</param>
    /// <param name="what">What a user calls this kind.</param>
    /// <param name="extraKeys">Keys that somebody else reads.</param>
    public BoundPlugin<TRole, TContext>? BindPlugin<TRole, TContext, THost>(
        ConfigMap map, string key, string name, string what, params ReadOnlySpan<string> extraKeys)
        where TRole : class
        where TContext : class
        where THost : class, IOptions<THost> => BindPlugin<TRole, TContext, THost>(map, key, name, what, other: null, extraKeys);

    private BoundPlugin<TRole, TContext>? BindPlugin<TRole, TContext, THost>(
        ConfigMap map, string key, string name, string what, string? other, ReadOnlySpan<string> extraKeys)
        where TRole : class
        where TContext : class
        where THost : class, IOptions<THost>
    {
        ConfigSpan span = map.TryGet(key, out ConfigEntry? entry) ? entry.Value.Span : map.Span;
        if (!catalog.TryFind<TRole, TContext>(name, what, span, binder, out Plugin<TRole, TContext>? plugin, other))
        {
            RejectForeignKeys<TRole, TContext>(map, name, [.. THost.Schema.Names, .. extraKeys]);
            return null;
        }

        binder.RejectUnknownKeys(map, [.. THost.Schema.Names, .. plugin.Options.Names, .. extraKeys]);
        return plugin.Bind(map, binder).At(span);
    }

    // Beside a name that nobody knows no key can be judged: it may be one of a plugin that is not here. Only beside one that is nearly a plugin's, and so
    // mistyped, a key is wrong if neither the host nor any plugin of the kind has it.
    private void RejectForeignKeys<TRole, TContext>(ConfigMap map, string name, string[] own)
        where TRole : class
        where TContext : class
    {
        IReadOnlyList<Plugin<TRole, TContext>> all = catalog.Of<TRole, TContext>();
        if (NearestName.Find(name, all.Select(static plugin => plugin.Name)) is { } near)
        {
            foreach (string key in all.SelectMany(static plugin => plugin.Options.Names))
            {
                map = map.Without(key);
            }

            binder.RejectUnknownKeys(map, [.. own, .. all.First(plugin => plugin.Name == near).Options.Names.Except(own)]);
        }
    }

    /// <summary>Reads a section that selects a plugin by <c>type</c>, or <c>none</c>.</summary>
    /// <param name="map">The section.</param>
    /// <param name="what">What a user calls this kind.</param>
    /// <param name="fallback">What an absent <c>type</c> stands for.</param>
    public BoundPlugin<TRole, TContext>? BindSelected<TRole, TContext>(ConfigMap map, string what, string fallback)
        where TRole : class
        where TContext : class
    {
        string type = BindHost<SelectionOptions>(map).Type ?? fallback;
        if (type == "none")
        {
            binder.RejectUnknownKeys(map, SchemaOf<SelectionOptions>());
            return null;
        }

        return BindPlugin<TRole, TContext, SelectionOptions>(map, "type", type, what, "none", []);
    }

    /// <summary>Reads a list of plugins, each selected by its <c>type</c>; those without an error.</summary>
    /// <param name="map">The map that may hold it.</param>
    /// <param name="key">The list's key.</param>
    /// <param name="what">What a user calls this kind.</param>
    public IReadOnlyList<BoundPlugin<TRole, TContext>> BindList<TRole, TContext>(ConfigMap map, string key, string what)
        where TRole : class
        where TContext : class
    {
        if (!map.TryGet(key, out ConfigEntry? entry) || entry.Value is ConfigScalar { IsNull: true })
        {
            return [];
        }

        if (entry.Value is not ConfigList list)
        {
            binder.Error(entry.Value.Span, $"'{key}' is a list such as [{{ type: NAME }}], not {entry.Value.Kind}");
            return [];
        }

        var plugins = new List<BoundPlugin<TRole, TContext>>();
        foreach (ConfigNode node in list.Items)
        {
            int errors = ErrorCount;
            ConfigMap item = node as ConfigMap ?? ConfigMap.Empty(node.Span);
            if (BindHost<SelectionOptions>(item).Type is not { } type)
            {
                binder.Error(node.Span, $"a {what} is a map with the key 'type', such as {{ type: NAME }}");
            }
            else if (BindPlugin<TRole, TContext, SelectionOptions>(item, "type", type, what) is { } plugin
                && ErrorCount == errors)
            {
                plugins.Add(plugin);
            }
        }

        return plugins;
    }

    /// <summary>The schema of a host's options.</summary>
    public static OptionsSchema SchemaOf<T>()
        where T : class, IOptions<T> => T.Schema;
}
