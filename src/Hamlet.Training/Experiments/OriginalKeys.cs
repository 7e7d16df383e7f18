using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Plugins;

namespace Hamlet.Training.Experiments;

/// <summary>
/// Lets the keys of the original Hamlet's experiment files mean here what they meant there, by moving them to where this framework has
/// them; a key that the original itself never read, or that has no meaning any more, is named in a warning. Nothing is silently ignored.
/// </summary>
/// <param name="catalog">The plugins to choose from.</param>
/// <param name="binder">Collects what is wrong.</param>
/// <param name="hasWorld">Whether the section <c>environment</c> is absent or a map: else it is wrong already, and no default stands in for it.</param>
internal sealed class OriginalKeys(PluginCatalog catalog, ConfigBinder binder, bool hasWorld = true)
{
    private const string World = "worlds/classic6.yaml";
    private const string LiveSink = "live";
    private static readonly string[] s_epsilon = ["epsilon", "epsilon_start", "epsilon_min", "epsilon_decay"];
    private static readonly string[] s_sizes = ["state_dim", "action_dim", "grid_size"];

    private static readonly (string Section, string Key, string Why)[] s_withoutEffect =
    [
        ("experiment", "run_name", "there is no output 'mlflow' here, which takes it"),
        ("experiment", "tracking_uri", "there is no output 'mlflow' here"),
        ("training", "checkpoint_dir", "everything of a run is in the run's directory"),
        ("training", "metrics_file", "the original never wrote it"),
        ("training", "grid_size", "the original never read it"),
        ("training", "render_mode", "the original never read it"),
        ("metrics", "tensorboard_dir", "everything of a run is in the run's directory"),
        ("metrics", "database_path", "everything of a run is in the run's directory"),
        ("metrics", "replay_dir", "everything of a run is in the run's directory"),
        ("metrics", "live_broadcast", "the output 'live' says it"),
    ];

    /// <summary>The keys of the original that may stand in a file beside this framework's own, with what has become of them.</summary>
    public static IEnumerable<(string Section, string Key, string Meaning)> Accepted { get; } =
    [
        .. s_withoutEffect.Select(static k => (k.Section, k.Key, k.Why)),
        ("training", "max_steps_per_episode", "it is 'max_steps' of the section 'environment'"),
        ("training", "max_steps", "it is 'max_steps' of the section 'environment'"),
        ("training", "log_frequency", "it is a key of the section 'metrics'"),
        ("training", "save_frequency", "it is 'every_episodes' of the section 'checkpoints'"),
        .. s_epsilon.Select(static k => ("training", k, "it had no effect there: set it in 'exploration'")),
        .. s_epsilon.Select(static k => ("agents", k, "it is a key of the section 'exploration'")),
        .. s_sizes.Select(static k => ("agents", k, "sizes follow from the environment")),
        ("agents", "network_type", "'dueling' is an option of the algorithm"),
        ("agents", "device", "it is a key of the section 'backend'"),
    ];

    /// <summary>Whether the experiment says nothing of a world that is there: an error that is reported already.</summary>
    public bool NoWorld { get; private set; } = !hasWorld;

    // Only where no plugin and no option has taken the name since.
    public ConfigMap Translate(ConfigMap root)
    {
        root = new TrackingKeys(catalog, binder).Translate(root);
        root = MoveLive(root);
        root = DropWithoutEffect(root);
        root = Move(root, "training", "max_steps_per_episode", "environment", "max_steps_per_episode");
        root = Move(root, "training", "max_steps", "environment", "max_steps");
        root = Move(root, "training", "log_frequency", "metrics", "log_frequency");
        root = Move(root, "training", "save_frequency", "checkpoints", "every_episodes");
        root = DefaultWorld(root);
        root = MoveDevices(root);
        root = EachAgent(root, TranslateAgent);
        return MoveHyperparameters(root);
    }

    private static ConfigMap? MapOf(ConfigMap root, string section) =>
        root.TryGet(section, out ConfigEntry? entry) ? entry.Value as ConfigMap : null;

    private ConfigMap DropWithoutEffect(ConfigMap root)
    {
        foreach ((string section, string key, string why) in s_withoutEffect)
        {
            bool taken = section == "metrics" && catalog.All.Any(p => p.Name == key);
            if (!taken && MapOf(root, section) is { } map && map.TryGet(key, out ConfigEntry? entry))
            {
                // Switching off what is not there needs no remark.
                if (entry.Value is not ConfigScalar { Text: "false" })
                {
                    binder.Warning(entry.KeySpan, $"'{key}' has no effect: {why}");
                }

                root = root.With(section, map.Without(key));
            }
        }

        return root;
    }

    // Where there is an output for it, a broadcast is that output.
    private ConfigMap MoveLive(ConfigMap root) =>
        catalog.All.Any(static p => p.Name == LiveSink) && MapOf(root, "metrics")?.TryGet(LiveSink, out _) != true
            ? Move(root, "metrics", "live_broadcast", "metrics", LiveSink)
            : root;

    private static ConfigMap Move(ConfigMap root, string from, string key, string to, string newKey)
    {
        if (MapOf(root, from) is not { } source || !source.TryGet(key, out ConfigEntry? entry))
        {
            return root;
        }

        root = root.With(from, source.Without(key));
        ConfigMap target = MapOf(root, to) ?? ConfigMap.Empty(entry.Value.Span);
        return root.With(to, new ConfigMap([.. target.Entries, entry with { Key = newKey }], target.Span));
    }

    // The original had one world and so did not name it.
    private ConfigMap DefaultWorld(ConfigMap root)
    {
        ConfigMap environment = MapOf(root, "environment") ?? ConfigMap.Empty(root.TryGet("environment", out ConfigEntry? empty) ? empty.KeySpan : root.Span);
        if (NoWorld || environment.TryGet("type", out _) || environment.TryGet("world", out _))
        {
            return root;
        }

        // A file is asked for that its author never named: "there is no file" would say nothing to him.
        // Beside the experiment's file, also where the command line has given the section.
        string file = Path.Combine(root.Span.Folder, World);
        if (!File.Exists(file))
        {
            NoWorld = true;
            binder.Error(
                environment.Span,
                $"no environment is named, and the world that stands in then, the town of '{World}' beside this file, is not there: name one,"
                + " such as environment: { type: cartpole } or environment: { type: town, world: FILE }");
            return root;
        }

        return root.With("environment", environment.With("world", new ConfigScalar(World, root.Span)));
    }

    private ConfigMap MoveDevices(ConfigMap root)
    {
        ConfigEntry? device = null;
        root = EachAgent(root, agent =>
        {
            if (!agent.TryGet("device", out ConfigEntry? found))
            {
                return agent;
            }

            if (device?.Value is ConfigScalar first && found.Value is ConfigScalar second && first.Text != second.Text)
            {
                binder.Error(found.KeySpan, "agents of one run share a device: set it once, as 'device' of the section 'backend'");
            }

            device = found;
            return agent.Without("device");
        });
        if (device is null)
        {
            return root;
        }

        ConfigMap backend = MapOf(root, "backend") ?? ConfigMap.Empty(device.Value.Span);
        return backend.TryGet("device", out _) ? root : root.With("backend", backend.With("device", device.Value));
    }

    private static ConfigMap EachAgent(ConfigMap root, Func<ConfigMap, ConfigMap> change)
    {
        if (!root.TryGet("agents", out ConfigEntry? entry) || entry.Value is not ConfigList list)
        {
            return root;
        }

        return root.With("agents", new ConfigList([.. list.Items.Select(i => i is ConfigMap map ? change(map) : i)], list.Span));
    }

    private ConfigMap TranslateAgent(ConfigMap agent)
    {
        foreach (string size in s_sizes)
        {
            if (agent.TryGet(size, out ConfigEntry? entry))
            {
                binder.Warning(entry.KeySpan, $"'{size}' has no effect: sizes follow from the environment");
                agent = agent.Without(size);
            }
        }

        agent = TranslateNetworkType(agent);
        ConfigEntry[] epsilon = [.. agent.Entries.Where(static e => s_epsilon.Contains(e.Key, StringComparer.Ordinal))];
        if (epsilon.Length == 0)
        {
            return agent;
        }

        foreach (ConfigEntry entry in epsilon)
        {
            agent = agent.Without(entry.Key);
        }

        if (agent.TryGet("exploration", out _))
        {
            binder.Error(epsilon[0].KeySpan, $"'{epsilon[0].Key}' is a key of 'exploration', which this agent has too: set it there");
            return agent;
        }

        // The original multiplied epsilon once an episode.
        ConfigMap exploration = new([.. epsilon], epsilon[0].KeySpan);
        if (exploration.TryGet("epsilon_decay", out _))
        {
            exploration = exploration.With("decay_per", new ConfigScalar("episode", epsilon[0].KeySpan));
        }

        return agent.With("exploration", exploration);
    }

    private ConfigMap TranslateNetworkType(ConfigMap agent)
    {
        if (!agent.TryGet("network_type", out ConfigEntry? entry) || entry.Value is not ConfigScalar type)
        {
            return agent;
        }

        agent = agent.Without("network_type");
        switch (type.Text)
        {
            case "qnetwork":
                break;
            case "dueling":
                agent = agent.With("dueling", new ConfigScalar("true", type.Span));
                break;
            default:
                binder.Error(type.Span, $"there is no network_type '{type.Text}'{NearestName.Suggest(type.Text, ["qnetwork", "dueling"])}");
                break;
        }

        return agent;
    }

    // What the original kept under "training" is a default for every agent whose algorithm has the key.
    private ConfigMap MoveHyperparameters(ConfigMap root)
    {
        if (MapOf(root, "training") is not { } training)
        {
            return root;
        }

        var own = new HashSet<string>(TrainingNames(), StringComparer.Ordinal);
        foreach (ConfigEntry entry in training.Entries.Where(e => !own.Contains(e.Key)))
        {
            if (s_epsilon.Contains(entry.Key, StringComparer.Ordinal))
            {
                binder.Warning(entry.KeySpan, $"'{entry.Key}' has no effect here, as in the original: set it in 'exploration'");
                root = root.With("training", MapOf(root, "training")!.Without(entry.Key));
                continue;
            }

            bool taken = false;
            root = EachAgent(Agents(root), agent =>
            {
                if (Find(agent, entry.Key) is not { } key)
                {
                    return agent;
                }

                taken = true;
                if (key.Names.Any(name => agent.TryGet(name, out _)))
                {
                    return agent;
                }

                agent = new ConfigMap([.. agent.Entries, entry], agent.Span);
                // There it counted episodes; here the unit is an option.
                return entry.Key == "target_update_frequency" && !agent.TryGet("target_update_unit", out _)
                    ? agent.With("target_update_unit", new ConfigScalar("episodes", entry.KeySpan))
                    : agent;
            });
            if (taken)
            {
                root = root.With("training", MapOf(root, "training")!.Without(entry.Key));
            }
        }

        return root;
    }

    // Without a list of agents there is one, with defaults: it needs a node to receive hyperparameters.
    private static ConfigMap Agents(ConfigMap root) =>
        root.TryGet("agents", out _) ? root : root.With("agents", new ConfigList([ConfigMap.Empty(root.Span)], root.Span));

    private OptionKey? Find(ConfigMap agent, string name)
    {
        string algorithm = agent.TryGet("algorithm", out ConfigEntry? entry) && entry.Value is ConfigScalar scalar
            ? scalar.Text
            : new AgentHostOptions().Algorithm;
        return catalog.Of<IAlgorithm, AlgorithmContext>().FirstOrDefault(p => p.Name == algorithm)?.Options.Keys
            .FirstOrDefault(k => k.Names.Contains(name, StringComparer.Ordinal));
    }

    private static IEnumerable<string> TrainingNames() => SchemaOf<TrainingOptions>().Names;

    private static OptionsSchema SchemaOf<T>()
        where T : class, IOptions<T> => T.Schema;
}
