using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Yaml;
using Hamlet.Plugins;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Input;

/// <summary>Where an experiment comes from: a file or the words of the command line, with what the command line changes of it.</summary>
internal sealed record ExperimentSource
{
    private static readonly ConfigSpan s_words = new("command line", 0, 0);

    /// <summary>The file; null for an experiment made of <see cref="Environment"/> and <see cref="Algorithm"/>.</summary>
    public string? File { get; init; }

    /// <summary>Whether the file is that of a run: it was written by the program, with plugins that were there then.</summary>
    public bool IsOfRun { get; init; }

    /// <summary>The value of <c>--env</c>.</summary>
    public string? Environment { get; init; }

    /// <summary>The value of <c>--algorithm</c>.</summary>
    public string? Algorithm { get; init; }

    /// <summary>The value of <c>--seed</c>.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The value of <c>--device</c>.</summary>
    public string? Device { get; init; }

    /// <summary>Whether there was <c>--wandb</c>.</summary>
    public bool Wandb { get; init; }

    /// <summary>The value of <c>--wandb-project</c>.</summary>
    public string? WandbProject { get; init; }

    /// <summary>The values of <c>--set</c>.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];

    /// <summary>Reads and binds the experiment.</summary>
    /// <exception cref="ConfigException">Something is wrong; it holds everything that is.</exception>
    public Experiment Load(PluginCatalog catalog)
    {
        var reader = new YamlConfigReader();
        ConfigNode node = File is { } file ? FromFile(file, reader) : FromWords(catalog);
        var errors = new List<ConfigError>();
        foreach (Func<ConfigNode, ConfigNode> change in Changes())
        {
            try
            {
                node = change(node);
            }
            catch (ConfigException e)
            {
                errors.AddRange(e.Errors);
            }
        }

        // What is wrong in the file is said beside what is wrong on the command line.
        Experiment? experiment = null;
        try
        {
            // A name that the command line changes may be mistyped, and the run is not to blame for it.
            experiment = ExperimentBinder.Bind(node, catalog, reader, IsOfRun && Assignments.Count == 0 ? PluginRemedy.OfRun : PluginRemedy.OfFile);
        }
        catch (ConfigException e)
        {
            errors.AddRange(e.Errors);
        }

        return experiment is not null && errors.Count == 0 ? experiment : throw new ConfigException(errors);
    }

    private ConfigNode FromFile(string file, YamlConfigReader reader)
    {
        string? word = Environment is not null ? "--env" : Algorithm is not null ? "--algorithm" : null;
        if (word is not null)
        {
            string key = Environment is not null ? $"environment.type={Environment}" : $"agents.0.algorithm={Algorithm}";
            throw new ConfigException(
                new ConfigSpan(word, 0, 0), $"{word} stands for an experiment without a file, and there is '{file}': leave it out, or change the file's by --set {key}");
        }

        if (file.Length == 0)
        {
            throw new ConfigException(s_words, "the name of the experiment's file is empty");
        }

        ConfigNode node = reader.Read(Path.GetFullPath(file), file);
        if (node is ConfigMap { Entries.Count: 0 })
        {
            throw new ConfigException(
                new ConfigSpan(file, 1, 1), "this file is empty: an experiment names at least its environment, such as environment: { type: cartpole }");
        }

        RejectSweep(node);
        return node;
    }

    // Its keys are no experiment's, and a list of them would not say what it is.
    private void RejectSweep(ConfigNode node)
    {
        if (node is ConfigMap map && (map.TryGet("config", out ConfigEntry? own) || map.TryGet("parameters", out own))
            && !map.TryGet("agents", out _) && !map.TryGet("environment", out _) && !map.TryGet("experiment", out _))
        {
            throw new ConfigException(own.KeySpan, $"this is a sweep and no experiment: hamlet sweep {File} trains it, and with --dry-run checks it and lists its runs");
        }
    }

    private IEnumerable<Func<ConfigNode, ConfigNode>> Changes()
    {
        foreach (string assignment in Assignments)
        {
            yield return node => Assignment.Apply(node, assignment);
        }

        if (Seed is { } seed)
        {
            string text = seed.ToString(CultureInfo.InvariantCulture);
            yield return Option($"--seed {text}", "experiment.seed", text, quoted: false);
        }

        if (Device is { } device)
        {
            yield return Option($"--device {device}", "backend.device", device, quoted: true);
        }

        if (Wandb || WandbProject is not null)
        {
            yield return Option("--wandb", "use_wandb", "true", quoted: false);
        }

        if (WandbProject is { } project)
        {
            yield return Option($"--wandb-project {project}", "wandb.project", project, quoted: true);
        }
    }

    // An error is then reported at the option that was typed, not at the key that it stands for.
    private static Func<ConfigNode, ConfigNode> Option(string typed, string key, string value, bool quoted)
    {
        var span = new ConfigSpan(typed, 0, 0);
        return node => Assignment.Apply(node, key, new ConfigScalar(value, span, quoted), span);
    }

    // A default of one environment is no key of another: what one cannot do without, the command line says.
    private void RequireOptions(PluginCatalog catalog, ConfigSpan span)
    {
        OptionKey[] missing =
        [
            .. catalog.Of<IEnvironment, EnvironmentContext>().FirstOrDefault(p => p.Name == Environment)?.Options.Keys
                .Where(key => key.Required && !Assignments.Any(a => key.Names.Any(name =>
                    a.StartsWith($"environment.{name}=", StringComparison.Ordinal) || a.StartsWith($"environment.{name}.", StringComparison.Ordinal)
                    || a.StartsWith("environment=", StringComparison.Ordinal)))) ?? [],
        ];
        if (missing.Length > 0)
        {
            throw new ConfigException([.. missing.Select(key => new ConfigError(
                span,
                $"--env {Environment} needs '{key.Name}', {(key.FromFile ? "such as" : "by")} --set environment.{key.Name}={(key.FromFile ? "FILE.yaml" : "VALUE")};"
                + " or train an experiment file that has it"))]);
        }
    }

    private ConfigMap FromWords(PluginCatalog catalog)
    {
        ConfigSpan span = s_words;
        if (Environment is null)
        {
            throw new ConfigException(span, "give an experiment file, or --env NAME for one with defaults");
        }

        RequireOptions(catalog, span);
        string algorithm = Algorithm ?? new AgentHostOptions().Algorithm;
        ConfigScalar Text(string text) => new(text, span, quoted: true);
        return ConfigMap.Empty(span)
            .With("experiment", ConfigMap.Empty(span).With("name", Text($"{Environment}_{algorithm}")))
            .With("environment", ConfigMap.Empty(span).With("type", Text(Environment)))
            .With("agents", new ConfigList([ConfigMap.Empty(span).With("algorithm", Text(algorithm))], span))
            .With("evaluation", ConfigMap.Empty(span).With("every_steps", new ConfigScalar("10000", span)));
    }
}
