using Hamlet.Configuration;
using Hamlet.Plugins;

namespace Hamlet.Training.Experiments;

/// <summary>
/// Moves what an experiment says of MLflow and of Weights &amp; Biases outside of <c>metrics</c> to the outputs of these names: of the
/// section <c>experiment</c> the keys <c>tracking_uri</c> and <c>run_name</c>, the switch <c>use_wandb</c> and the section <c>wandb</c>.
/// </summary>
internal sealed class TrackingKeys(PluginCatalog catalog, ConfigBinder binder)
{
    private const string Mlflow = "mlflow";
    private const string Wandb = "wandb";
    private const string UseWandb = "use_wandb";
    private const string Enabled = "enabled";

    /// <summary>Whether an output is there to take them.</summary>
    public bool Has(string output) => catalog.All.Any(plugin => plugin.Name == output);

    /// <summary>Moves them.</summary>
    public ConfigMap Translate(ConfigMap root)
    {
        root = Has(Mlflow) ? MoveMlflow(root) : root;
        return Has(Wandb) ? MoveWandb(root) : root;
    }

    private static ConfigMap MapOf(ConfigMap root, string section) =>
        root.TryGet(section, out ConfigEntry? entry) && entry.Value is ConfigMap map ? map : ConfigMap.Empty(root.Span);

    private static bool IsNull(ConfigNode node) => node is ConfigScalar { IsNull: true };

    // A name alone does not switch the output on: the original kept one for runs that it did not track.
    private ConfigMap MoveMlflow(ConfigMap root)
    {
        ConfigMap experiment = MapOf(root, "experiment");
        var moved = new List<ConfigEntry>();
        foreach (string key in (ReadOnlySpan<string>)["tracking_uri", "run_name"])
        {
            if (experiment.TryGet(key, out ConfigEntry? entry))
            {
                experiment = experiment.Without(key);
                if (!IsNull(entry.Value))
                {
                    moved.Add(entry);
                }
            }
        }

        bool on = moved.Exists(static entry => entry.Key == "tracking_uri");
        return moved.Count == 0
            ? root.TryGet("experiment", out ConfigEntry? section) && section.Value is ConfigMap ? root.With("experiment", experiment) : root
            : AddTo(root.With("experiment", experiment), Mlflow, moved, on ? true : null);
    }

    private ConfigMap MoveWandb(ConfigMap root)
    {
        bool? use = null;
        if (root.TryGet(UseWandb, out ConfigEntry? said))
        {
            var key = new OptionKey { Name = UseWandb, Kind = OptionKind.Boolean };
            use = ConfigCodec.Boolean.TryRead(said.Value, key, binder, out bool value) && value;
            root = root.Without(UseWandb);
        }

        if (!root.TryGet(Wandb, out ConfigEntry? block) || IsNull(block.Value))
        {
            root = root.Without(Wandb);
            return use is null ? root : AddTo(root, Wandb, [], use);
        }

        root = root.Without(Wandb);
        if (block.Value is not ConfigMap map)
        {
            binder.Error(block.Value.Span, $"'{Wandb}' is a map of keys, not {block.Value.Kind}");
            return root;
        }

        if (use is null && !map.TryGet(Enabled, out _))
        {
            binder.Warning(block.KeySpan, $"'{Wandb}' has no effect without '{UseWandb}: true'");
        }

        return AddTo(root, Wandb, map.Entries, map.TryGet(Enabled, out _) ? null : use ?? false);
    }

    /// <summary>Adds keys to an output, and switches it where it does not say itself whether it is on.</summary>
    private ConfigMap AddTo(ConfigMap root, string output, IReadOnlyList<ConfigEntry> keys, bool? on)
    {
        ConfigMap metrics = MapOf(root, "metrics");
        ConfigMap options = ConfigMap.Empty(keys.Count > 0 ? keys[0].KeySpan : root.Span);
        bool says = false;
        if (metrics.TryGet(output, out ConfigEntry? entry))
        {
            // "mlflow: true" and a map without a switch both say that it is on.
            options = entry.Value as ConfigMap ?? options.With(Enabled, entry.Value);
            options = options.TryGet(Enabled, out _) ? options : options.With(Enabled, new ConfigScalar("true", entry.KeySpan));
            says = true;
        }

        foreach (ConfigEntry key in keys)
        {
            if (options.TryGet(key.Key, out _) && !(says && key.Key == Enabled))
            {
                binder.Error(key.KeySpan, $"'{key.Key}' is given here and under 'metrics.{output}': keep one");
            }
            else if (!options.TryGet(key.Key, out _))
            {
                options = new ConfigMap([.. options.Entries, key], options.Span);
            }
        }

        if (!says && !options.TryGet(Enabled, out _))
        {
            options = options.With(Enabled, new ConfigScalar(on == true ? "true" : "false", root.Span));
        }

        return root.With("metrics", metrics.With(output, options));
    }
}
