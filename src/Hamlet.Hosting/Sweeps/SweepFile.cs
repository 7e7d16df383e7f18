using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Hosting.Input;
using Hamlet.Plugins;
using Hamlet.Training.Experiments;
using Hamlet.Training.Sweeps;

namespace Hamlet.Hosting.Sweeps;

/// <summary>Reads the file of a sweep: its options, what it sets for every trial, and what it varies.</summary>
internal sealed class SweepFile
{
    private const string ParametersKey = "parameters";
    private const string SetKey = "set";
    private const string Example = "such as 'parameters: { agents.0.learning_rate: [0.001, 0.0003] }'";
    private const int MostTrials = 10_000;

    private readonly ConfigBinder _binder = new();

    private SweepFile()
    {
    }

    /// <summary>Reads a sweep, and checks every trial of it.</summary>
    /// <exception cref="ConfigException">Something is wrong, in it or in an experiment that it makes; all that is.</exception>
    public static Sweep Load(string path, PluginCatalog catalog) => new SweepFile().Read(path, catalog);

    private Sweep Read(string path, PluginCatalog catalog)
    {
        var reader = new YamlConfigReader();
        if (path.Length == 0)
        {
            throw new ConfigException(new ConfigSpan("command line", 0, 0), "the name of the sweep's file is empty");
        }

        if (reader.Read(Path.GetFullPath(path), path) is not ConfigMap map)
        {
            throw new ConfigException(new ConfigSpan(path, 0, 0), "a sweep is a map with the keys 'config' and 'parameters'");
        }

        if (!map.TryGet("config", out _) && !map.TryGet(ParametersKey, out _)
            && (map.TryGet("agents", out ConfigEntry? section) || map.TryGet("environment", out section) || map.TryGet("experiment", out section)))
        {
            throw new ConfigException(section.KeySpan, $"this is an experiment and no sweep: hamlet train {path} trains it; a sweep names it as its 'config' and varies its keys");
        }

        SweepOptions options = BindOptions<SweepOptions>(map);
        SweepChoice[] all = [.. Entries(map, SetKey).Select(static e => new SweepChoice(e.Key, e.KeySpan, e.Value))];
        SweepParameter[] parameters = [.. Entries(map, ParametersKey).Select(Parameter)];
        if (parameters.Length == 0)
        {
            _binder.Error(map.Span, $"a sweep varies something: name it under '{ParametersKey}', {Example}");
        }

        Check(options, map, parameters);
        ConfigNode? experiment = ReadExperiment(options, path, reader);
        _binder.ThrowIfErrors();

        IReadOnlyList<SweepTrial> trials = options.Method == SweepMethod.Random || options.Trials is not null
            ? SweepTrials.Random(parameters, options.Trials!.Value, options.Seed)
            : SweepTrials.Grid(parameters);
        var sweep = new Sweep(path, options with { Name = NameOf(options, map, path) }, all, trials, node => ExperimentBinder.Bind(node, catalog, reader, PluginRemedy.OfFile), experiment!);
        _binder.ThrowIfErrors();
        sweep.Check(options.Source);
        return sweep;
    }

    // The two keys beside the options hold keys of the experiment, which no schema here knows.
    private T BindOptions<T>(ConfigMap map)
        where T : class, IOptions<T>
    {
        _binder.RejectUnknownKeys(map, [.. T.Schema.Names, ParametersKey, SetKey]);
        return T.Bind(map, _binder);
    }

    private string NameOf(SweepOptions options, ConfigMap map, string path)
    {
        string name = options.Name ?? Path.GetFileNameWithoutExtension(path);
        if (NameRule.Problem(name) is { } problem)
        {
            _binder.Error(Place(map, "name"), $"the sweep's name '{NameRule.Show(name)}' can be no directory: {problem}");
        }

        return name;
    }

    private IReadOnlyList<ConfigEntry> Entries(ConfigMap map, string key)
    {
        if (!map.TryGet(key, out ConfigEntry? entry) || entry.Value is ConfigScalar { IsNull: true })
        {
            return [];
        }

        if (entry.Value is ConfigMap entries)
        {
            return entries.Entries;
        }

        _binder.Error(entry.Value.Span, $"'{key}' is a map of keys with points, {Example}, not {entry.Value.Kind}");
        return [];
    }

    private SweepParameter Parameter(ConfigEntry entry)
    {
        switch (entry.Value)
        {
            case ConfigMap map:
                int errors = _binder.Errors.Count;
                SweepRangeOptions range = _binder.Bind<SweepRangeOptions>(map);
                if (_binder.Errors.Count == errors)
                {
                    Check(range, map.Span);
                }

                return new SweepParameter(entry.Key, entry.KeySpan, [], range);
            case ConfigList { Items.Count: > 0 } list:
                return new SweepParameter(entry.Key, entry.KeySpan, list.Items, null);
            default:
                _binder.Error(entry.Value.Span, $"'{entry.Key}' has a list of values, [0.001, 0.0003], or a range, {{ from: 0.0001, to: 0.01, scale: log }}; what is the same in all trials stands under '{SetKey}'");
                return new SweepParameter(entry.Key, entry.KeySpan, [], null);
        }
    }

    private void Check(SweepRangeOptions range, ConfigSpan span)
    {
        if (!(double.IsFinite(range.From) && double.IsFinite(range.To) && range.From < range.To))
        {
            _binder.Error(span, "a range goes from a number to a greater one");
        }
        else if (range.Scale == SweepScale.Log && range.From <= 0)
        {
            _binder.Error(span, "a logarithmic range begins above 0: give a small number, or 'scale: linear'");
        }
        else if (range.Whole && (range.From != Math.Round(range.From) || range.To != Math.Round(range.To)))
        {
            _binder.Error(span, "a range of whole numbers has whole numbers at its ends");
        }
    }

    private void Check(SweepOptions options, ConfigMap map, IReadOnlyList<SweepParameter> parameters)
    {
        bool drawn = options.Method != SweepMethod.Grid && options.Trials is not null;
        foreach (SweepParameter parameter in parameters.Where(p => p.Range is not null && !drawn))
        {
            _binder.Error(parameter.Span, options.Method == SweepMethod.Grid
                ? $"a grid is made of lists: list the values of '{parameter.Key}', or say 'method: random' with a number of 'trials'"
                : $"values of '{parameter.Key}' are drawn: say how many 'trials' there are");
        }

        if (options.Method == SweepMethod.Random && options.Trials is null)
        {
            _binder.Error(Place(map, "method"), "random trials are counted: say how many there are, 'trials: 20'");
        }

        if (options.Method == SweepMethod.Grid && options.Trials is not null)
        {
            _binder.Error(Place(map, "trials"), "a grid has as many trials as its lists make: leave 'trials' out, or say 'method: random'");
        }

        if (options.FirstSteps is not null && options.Method != SweepMethod.Halving)
        {
            _binder.Error(Place(map, "first_steps"), "'first_steps' is halving's: say 'method: halving', or leave it out");
        }

        if (!drawn && SweepTrials.Count(parameters) > MostTrials)
        {
            _binder.Error(Place(map, ParametersKey), $"these lists make more than {MostTrials} trials: say 'method: random' with a number of 'trials'");
        }

        if (options.Seeds.Distinct().Count() < options.Seeds.Count)
        {
            _binder.Error(Place(map, "seeds"), "a seed stands twice, and would train the same run twice");
        }

        foreach (SweepParameter seed in parameters.Where(static p => p.Key == "experiment.seed"))
        {
            _binder.Error(seed.Span, "a seed is no choice to be ranked: say 'seeds: [1, 2, 3]', and each trial is trained with each of them");
        }
    }

    private ConfigNode? ReadExperiment(SweepOptions options, string path, YamlConfigReader reader)
    {
        if (string.IsNullOrEmpty(options.Config))
        {
            return null;
        }

        string name = Path.Combine(Path.GetDirectoryName(path) ?? "", options.Config);
        try
        {
            return reader.Read(Path.GetFullPath(name), name);
        }
        catch (ConfigException e)
        {
            foreach (ConfigError error in e.Errors)
            {
                _binder.Error(error.Span.Line == 0 ? options.Source : error.Span, error.Message);
            }

            return null;
        }
    }

    private static ConfigSpan Place(ConfigMap map, string key) => map.TryGet(key, out ConfigEntry? entry) ? entry.KeySpan : map.Span;
}
