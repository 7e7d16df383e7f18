using System.Diagnostics;
using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Yaml;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Randomness;
using Hamlet.Training.Evaluation;
using Hamlet.Training.Experiments;
using Hamlet.Training.Policies;
using Hamlet.Training.Recording;
using Hamlet.Training.Replays;

namespace Hamlet.Training;

/// <summary>
/// Runs an experiment: steps the environments, lets the agents learn, measures them, and logs. It knows no algorithm, environment or
/// output by name. The same experiment gives the same bits on the same backend and instruction set.
/// </summary>
public sealed class Trainer : IDisposable
{
    // Tokens are looked at and the display is told at most this often: often enough for a person, too seldom to cost anything.
    private const int StatusInterval = 64;

    private readonly Experiment _experiment;
    private readonly MetricLog _metrics;
    private readonly IBackend _backend;
    private readonly RandomStreams _streams;
    private readonly IEnvironment _environment;
    private readonly EnvironmentBatch _batch;
    private readonly EpisodeTracker _tracker;
    private readonly List<AgentRunner> _agents = [];
    private readonly List<TrainingObserver> _observers = [];
    private readonly TrainingProgress _progress;
    private readonly Evaluator? _evaluator;
    private readonly PerformanceClock _clock;
    private long _episodesSinceFlush;

    private Trainer(Experiment experiment, MetricLog metrics, TrainerOutput? output)
    {
        _experiment = experiment;
        _metrics = metrics;
        _streams = new RandomStreams(experiment.Options.Seed);
        _backend = experiment.Backend.Create(new BackendContext { Device = experiment.BackendHost.Device, Source = experiment.BackendHost.Source });
        int each = experiment.EnvironmentHost.NumEnvs;
        int rows = each * experiment.Agents.Count;
        _environment = experiment.Environment.Create(
            new EnvironmentContext { Rows = rows, Streams = _streams.Scope("environment"), MaxSteps = experiment.EnvironmentHost.MaxSteps });
        _batch = new EnvironmentBatch(_environment.Spec, rows);
        _tracker = new EpisodeTracker(rows);
        _progress = new TrainingProgress { TotalSteps = experiment.Training.TotalSteps, TotalEpisodes = experiment.Training.NumEpisodes };
        TagName evaluationName = TagName.Intern(experiment.EvaluationName);
        for (int i = 0; i < experiment.Agents.Count; i++)
        {
            AgentPlan plan = experiment.Agents[i];
            IAlgorithm algorithm = plan.Algorithm.Create(new AlgorithmContext
            {
                Environment = _environment.Spec,
                Rows = each,
                Agent = i,
                Backend = _backend,
                Streams = _streams.Scope($"agent/{i}"),
                Metrics = metrics,
                Progress = _progress,
                Exploration = plan.Exploration is { } exploration ? exploration.Create : null,
                LogFrequency = experiment.Metrics.LogFrequency,
                Histograms = experiment.Metrics.Histograms,
            });
            _agents.Add(new AgentRunner(i, plan.Id, algorithm, i * each, each, metrics, evaluationName, experiment));
        }

        _observers.AddRange(Observers.For(_environment, experiment, metrics));
        _clock = new PerformanceClock(metrics, TimeSpan.FromSeconds(experiment.Metrics.PerformanceEvery));
        if (experiment.Evaluation.EverySteps > 0)
        {
            _evaluator = CreateEvaluator(experiment.Evaluation.Episodes);
        }

        if (output is not null)
        {
            _observers.Add(new PolicyKeeper(output.RunDirectory, _environment.Spec, _agents, _progress, output.OnFailed));
        }

        if (experiment.Metrics.ReplayStorage && output is not null)
        {
            _observers.Add(new ReplayRecorder(
                experiment.Metrics, output.RunDirectory, _environment.Spec, rows, _streams.Scope("replays"), output.Time, output.OnFailed));
        }
    }

    /// <summary>What the agents live in.</summary>
    public EnvironmentSpec Environment => _environment.Spec;

    /// <summary>The device and instruction set in words.</summary>
    public string Backend => _backend.Description;

    /// <summary>How training stands, for a display on another thread.</summary>
    public TrainingStatus Status { get; } = new();

    /// <summary>Makes a trainer of a bound experiment.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="metrics">Where metrics go; it stays the caller's. Null for nowhere.</param>
    /// <param name="output">Where what is no metric goes, such as replays; null for nowhere.</param>
    public static Trainer Create(Experiment experiment, MetricLog? metrics = null, TrainerOutput? output = null) =>
        new(experiment, metrics ?? MetricLog.None, output);

    /// <summary>Makes a trainer of an experiment file, with the plugins of this program.</summary>
    /// <param name="path">The file.</param>
    /// <param name="metrics">Where metrics go; null for nowhere.</param>
    /// <exception cref="ConfigException">Something is wrong in the file.</exception>
    public static Trainer FromYaml(string path, MetricLog? metrics = null)
    {
        var reader = new YamlConfigReader();
        return Create(ExperimentBinder.Bind(reader.Read(Path.GetFullPath(path), path), PluginCatalog.Host, reader), metrics);
    }

    /// <summary>Trains to the end on a thread of its own.</summary>
    public Task<TrainingResult> TrainAsync(CancellationToken token = default) =>
        Task.Factory.StartNew(() => Train(token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Trains to the end on this thread. Cancelling the token stops after a whole step; the result says so.</summary>
    public TrainingResult Train(CancellationToken token = default)
    {
        long start = Stopwatch.GetTimestamp();
        bool interrupted = false;
        var results = new List<AgentResult>();
        _metrics.LogHyperparameters(RunHyperparameters.Of(_experiment), Outcome.Tags(_experiment));
        try
        {
            Loop(token);
            results.AddRange(MeasureAgents(token));
            _metrics.LogOutcome(success: true, Outcome.Of(_experiment, results));
        }
        catch (OperationCanceledException)
        {
            interrupted = true;
            results.Clear();
            results.AddRange(_agents.Select(static a => a.Result()));
        }
        catch
        {
            _metrics.LogOutcome(success: false, []);
            throw;
        }

        Status.SetStep(_progress.Step, _progress.Fraction);
        foreach (TrainingObserver observer in _observers)
        {
            observer.Complete();
        }

        SinkFailure[] failures = [.. _metrics.Failures, .. _observers.Select(static o => o.Failure).OfType<SinkFailure>()];
        return new TrainingResult(
            interrupted, _progress.Step, Stopwatch.GetElapsedTime(start), results, _environment.Spec.MaxSteps, failures);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TrainingObserver observer in _observers)
        {
            observer.Dispose();
        }

        foreach (AgentRunner agent in _agents)
        {
            agent.Dispose();
        }

        _evaluator?.Dispose();
        _environment.Dispose();
        _backend.Dispose();
    }

    private void Loop(CancellationToken token)
    {
        EnvironmentRows all = _batch.All;
        _environment.Reset(all);
        long every = _experiment.Evaluation.EverySteps;
        long nextEvaluation = every > 0 ? every : long.MaxValue;
        long untilStatus = 0;
        while (!Done())
        {
            if (--untilStatus <= 0)
            {
                untilStatus = Math.Max(1, StatusInterval / all.Count);
                token.ThrowIfCancellationRequested();
                Status.SetStep(_progress.Step, _progress.Fraction);
                _clock.LogIfDue(_progress.Step);
            }

            Step();

            if (_progress.Step >= nextEvaluation)
            {
                Evaluate(token);
                nextEvaluation = ((_progress.Step / every) + 1) * every;
            }
        }

        _clock.LogIfDue(_progress.Step, last: true);
    }

    private void Step()
    {
        int rows = 0;
        _clock.Begin();
        foreach (AgentRunner agent in _agents)
        {
            if (!agent.Done)
            {
                EnvironmentRows own = _batch.Slice(agent.FirstRow, agent.Rows);
                agent.Algorithm.Act(own);
                foreach (TrainingObserver observer in _observers)
                {
                    observer.OnActions(agent, own);
                }

                rows += agent.Rows;
            }
        }

        _clock.End(PerformanceClock.Phase.Act);
        if (rows == _batch.Rows)
        {
            _environment.Step(_batch.All);
        }
        else
        {
            foreach (AgentRunner agent in _agents)
            {
                if (!agent.Done)
                {
                    _environment.Step(_batch.Slice(agent.FirstRow, agent.Rows));
                }
            }
        }

        _clock.End(PerformanceClock.Phase.Environment);
        _progress.Step += rows;
        foreach (AgentRunner agent in _agents)
        {
            if (!agent.Done)
            {
                EnvironmentRows own = _batch.Slice(agent.FirstRow, agent.Rows);
                _tracker.Add(own);
                foreach (TrainingObserver observer in _observers)
                {
                    observer.OnStep(agent, own, _progress.Step);
                }

                CountEpisodes(agent, own);
                _clock.End(PerformanceClock.Phase.Record);
                agent.Algorithm.Observe(own);
                _clock.End(PerformanceClock.Phase.Learn);
            }
        }

        _clock.Count(rows);

        _progress.Episodes = FewestEpisodes();
    }

    private bool Done() => _progress.TotalSteps is { } steps
        ? _progress.Step >= steps
        : _progress.Episodes >= _progress.TotalEpisodes;

    private void CountEpisodes(AgentRunner agent, EnvironmentRows rows)
    {
        int ended = agent.CountEpisodes(rows, _tracker, _progress.Step, _observers);
        for (int i = 0; i < ended; i++)
        {
            Status.AddEpisode(agent.Window);
        }

        _episodesSinceFlush += ended;
        if (_episodesSinceFlush >= _experiment.Metrics.FlushEvery)
        {
            _episodesSinceFlush = 0;
            _metrics.RequestFlush();
        }
    }

    private long FewestEpisodes()
    {
        long fewest = long.MaxValue;
        foreach (AgentRunner agent in _agents)
        {
            fewest = Math.Min(fewest, agent.Episodes);
        }

        return fewest;
    }

    private void Evaluate(CancellationToken token)
    {
        Status.SetEvaluating(true);
        foreach (AgentRunner agent in _agents)
        {
            Status.SetEvaluation(agent.Evaluate(_evaluator!, _progress.Step, token).MeanReturn);
            foreach (TrainingObserver observer in _observers)
            {
                observer.OnEvaluation(agent, _progress.Step);
            }
        }

        Status.SetEvaluating(false);
    }

    private List<AgentResult> MeasureAgents(CancellationToken token)
    {
        Status.SetStep(_progress.Step, 1);
        var results = new List<AgentResult>();
        int episodes = _experiment.Evaluation.FinalEpisodes;
        if (episodes > 0)
        {
            Status.SetEvaluating(true);
        }

        foreach (AgentRunner agent in _agents)
        {
            EvaluationResult? best = null;
            EvaluationResult? final = null;
            EvaluationResult? random = null;
            if (episodes > 0)
            {
                var trial = new PolicyTrial(_experiment, episodes, _experiment.Options.Seed);
                best = agent.Best is { } policy ? trial.Measure(policy, agent.Id, token) : null;
                using IPolicy last = agent.Algorithm.CreatePolicy();
                final = trial.Measure(last, agent.Id, token);
                random = trial.MeasureRandom(token);
                agent.LogFinal(_progress.Step, best, final, random);
            }

            results.Add(agent.Result(best, final, random));
        }

        Status.SetEvaluating(false);
        return results;
    }

    private Evaluator CreateEvaluator(int episodes) =>
        new(_experiment.Environment, episodes, _streams.Scope("evaluation"), _experiment.EnvironmentHost.MaxSteps);
}
