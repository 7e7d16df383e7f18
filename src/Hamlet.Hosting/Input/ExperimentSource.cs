using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Plugins;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Input;

/// <summary>Where an experiment comes from: a file or the words of the command line, with what the command line changes of it.</summary>
internal sealed record ExperimentSource
{
    /// <summary>The file; null for an experiment made of <see cref="Environment"/> and <see cref="Algorithm"/>.</summary>
    public string? File { get; init; }

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
        ConfigNode node = File is { } file ? reader.Read(Path.GetFullPath(file), file) : FromWords();
        foreach (string assignment in AllAssignments())
        {
            node = Assignment.Apply(node, assignment);
        }

        return ExperimentBinder.Bind(node, catalog, reader);
    }

    private IEnumerable<string> AllAssignments()
    {
        foreach (string assignment in Assignments)
        {
            yield return assignment;
        }

        if (Seed is { } seed)
        {
            yield return $"experiment.seed={seed}";
        }

        if (Device is { } device)
        {
            yield return $"backend.device={device}";
        }

        if (Wandb || WandbProject is not null)
        {
            yield return "use_wandb=true";
        }

        if (WandbProject is { } project)
        {
            yield return $"wandb.project='{project.Replace("'", "''", StringComparison.Ordinal)}'";
        }
    }

    private ConfigMap FromWords()
    {
        var span = new ConfigSpan("command line", 0, 0);
        if (Environment is null)
        {
            throw new ConfigException(span, "give an experiment file, or --env NAME for one with defaults");
        }

        string algorithm = Algorithm ?? new AgentHostOptions().Algorithm;
        ConfigScalar Text(string text) => new(text, span, quoted: true);
        return ConfigMap.Empty(span)
            .With("experiment", ConfigMap.Empty(span).With("name", Text($"{Environment}_{algorithm}")))
            .With("environment", ConfigMap.Empty(span).With("type", Text(Environment)))
            .With("agents", new ConfigList([ConfigMap.Empty(span).With("algorithm", Text(algorithm))], span))
            .With("evaluation", ConfigMap.Empty(span).With("every_steps", new ConfigScalar("10000", span)));
    }
}
