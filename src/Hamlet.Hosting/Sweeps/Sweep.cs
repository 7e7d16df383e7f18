using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Hosting.Input;
using Hamlet.Metrics;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;
using Hamlet.Training.Sweeps;

namespace Hamlet.Hosting.Sweeps;

/// <summary>A sweep, read and checked: which runs it has, and what each of them trains.</summary>
internal sealed class Sweep
{
    private readonly IReadOnlyList<SweepChoice> _all;
    private readonly Func<ConfigNode, Experiment> _bind;
    private readonly ConfigNode _experiment;
    private IReadOnlyList<HyperparameterColumn> _columns = [];

    /// <summary>Makes it.</summary>
    /// <param name="file">Its file, as the user named it.</param>
    /// <param name="options">Its options, with a name.</param>
    /// <param name="all">What it sets for every trial.</param>
    /// <param name="trials">Its trials.</param>
    /// <param name="bind">Binds an experiment.</param>
    /// <param name="experiment">The experiment that it varies.</param>
    public Sweep(
        string file, SweepOptions options, IReadOnlyList<SweepChoice> all, IReadOnlyList<SweepTrial> trials, Func<ConfigNode, Experiment> bind, ConfigNode experiment)
    {
        File = file;
        Options = options;
        Trials = trials;
        _all = all;
        _bind = bind;
        _experiment = experiment;
        ulong?[] seeds = options.Seeds.Count == 0 ? [null] : [.. options.Seeds.Select(static s => (ulong?)s)];
        Jobs = [.. trials.SelectMany(trial => seeds.Select(seed => (trial, seed))).Select(static (job, i) => new SweepJob(i, job.trial, job.seed))];
    }

    /// <summary>Its file, as the user named it.</summary>
    public string File { get; }

    /// <summary>Its options.</summary>
    public SweepOptions Options { get; }

    /// <summary>Its name.</summary>
    public string Name => Options.Name!;

    /// <summary>What is tried.</summary>
    public IReadOnlyList<SweepTrial> Trials { get; }

    /// <summary>The runs of the first round; the later ones have some of them, for longer.</summary>
    public IReadOnlyList<SweepJob> Jobs { get; }

    /// <summary>Its rounds, at least one.</summary>
    public IReadOnlyList<SweepRung> Rungs { get; private set; } = [];

    /// <summary>What is suspicious in its experiments.</summary>
    public IReadOnlyList<ConfigError> Warnings { get; private set; } = [];

    /// <summary>How many of its runs train at once where nothing else is said.</summary>
    public int Parallel => Math.Min(Options.Parallel ?? Environment.ProcessorCount, Jobs.Count);

    /// <summary>What a run trains.</summary>
    /// <exception cref="ConfigException">Its choices are wrong.</exception>
    public Experiment Experiment(SweepJob job, int rung)
    {
        ConfigNode node = Apply(job);
        if (Rungs[rung].Steps is { } steps)
        {
            node = Assignment.Apply(node, "training.total_steps", Number(steps), Options.Source);
        }

        return _bind(node) with { Sweep = new SweepMembership(Name, job.Trial.Name, _columns) };
    }

    /// <summary>The result that trials are ranked by; null where a run has none.</summary>
    public double? Score(RunSummary run) => Options.Metric switch
    {
        SweepMetric.FinalReturn => run.FinalReturn,
        SweepMetric.BestReturn => run.BestReturn,
        _ => run.LastReturn,
    };

    /// <summary>Makes every part of every trial once.</summary>
    /// <exception cref="ConfigException">Something is wrong; all that is.</exception>
    internal void Check(ConfigSpan place)
    {
        var errors = new List<ConfigError>();
        var warnings = new List<ConfigError>();
        var experiments = new List<Experiment>();
        int seeds = Math.Max(1, Options.Seeds.Count);
        foreach (SweepJob job in Jobs.Where(job => job.Index % seeds == 0))
        {
            try
            {
                Experiment experiment = _bind(Apply(job));
                warnings.AddRange(ExperimentCheck.Run(experiment).Warnings);
                CheckMetric(experiment, place, errors);
                experiments.Add(experiment);
            }
            catch (ConfigException e)
            {
                errors.AddRange(e.Errors);
            }
        }

        if (errors.Count == 0)
        {
            Rungs = PlanRungs(experiments[0], place, errors);
        }

        if (errors.Count > 0)
        {
            throw new ConfigException([.. errors.DistinctBy(static e => e.ToString())]);
        }

        Warnings = [.. warnings.DistinctBy(static w => w.ToString())];
        _columns = SweepColumns.Of(experiments);
    }

    private static ConfigScalar Number(IFormattable number) => new(number.ToString(null, CultureInfo.InvariantCulture), default);

    private ConfigNode Apply(SweepJob job)
    {
        ConfigNode node = _experiment;
        foreach (SweepChoice choice in _all.Concat(job.Trial.Choices))
        {
            node = Assignment.Apply(node, choice.Key, choice.Value, choice.Span);
        }

        return job.Seed is { } seed ? Assignment.Apply(node, "experiment.seed", Number(seed), Options.Source) : node;
    }

    private IReadOnlyList<SweepRung> PlanRungs(Experiment experiment, ConfigSpan place, List<ConfigError> errors)
    {
        if (Options.Method != SweepMethod.Halving)
        {
            return [new SweepRung(null, Trials.Count)];
        }

        if (experiment.Training.TotalSteps is not { } total)
        {
            errors.Add(new ConfigError(place, "halving gives out steps: the experiment ends after 'training.total_steps', not after episodes"));
            return [];
        }

        if (Options.FirstSteps > total)
        {
            errors.Add(new ConfigError(place, $"the first round has {Options.FirstSteps} steps, and the whole training only {total}: lower 'first_steps'"));
        }

        return SweepRung.Halving(total, Trials.Count, Options.Eta, Options.FirstSteps);
    }

    private void CheckMetric(Experiment experiment, ConfigSpan place, List<ConfigError> errors)
    {
        if (Options.Metric == SweepMetric.FinalReturn && experiment.Evaluation.FinalEpisodes == 0)
        {
            errors.Add(new ConfigError(place, "trials are ranked by 'final_return', which is not measured: set 'evaluation.final_episodes', or say 'metric: last_return'"));
        }

        if (Options.Metric == SweepMetric.BestReturn && experiment.Evaluation.EverySteps == 0)
        {
            errors.Add(new ConfigError(place, "trials are ranked by 'best_return', which is not measured: set 'evaluation.every_steps', or say 'metric: last_return'"));
        }
    }
}
