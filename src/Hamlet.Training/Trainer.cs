using System.Diagnostics;
using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Yaml;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.State;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Evaluation;
using Hamlet.Training.Experiments;

namespace Hamlet.Training;

/// <summary>
/// Runs an experiment: steps the environments, lets the agents learn, measures them, and logs. It knows no algorithm, environment or
/// output by name. The same experiment gives the same bits on the same backend and instruction set.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly Experiment _experiment;
    private readonly MetricLog _metrics;
    private readonly TrainingParts _parts;
    private readonly TrainingLoop _loop;
    private readonly bool _changed;
    private long _firstStep;
    private bool _failed;

    private Trainer(Experiment experiment, MetricLog metrics, TrainerOutput? output)
    {
        _experiment = experiment;
        _metrics = metrics;
        _changed = output?.Changed == true;
        _parts = new TrainingParts(experiment, metrics, output);
        _loop = new TrainingLoop(_parts, Status);
        if (output is not null && experiment.Checkpoints.Enabled)
        {
            _loop.Checkpoints = new Checkpointer(_parts, _loop, output);
        }
    }

    /// <summary>The checkpoints of the run; null where none are taken, as for a trainer without an output.</summary>
    public CheckpointManager? Checkpoints => _loop.Checkpoints?.Manager;

    /// <summary>What the agents live in.</summary>
    public EnvironmentSpec Environment => _parts.Environment.Spec;

    /// <summary>Of each agent of the experiment, or population of clones, whether its algorithm uses the exploration that there is.</summary>
    internal IReadOnlyList<bool> Explores => [.. _parts.Learners.Select(static learner => learner.Explores)];

    /// <summary>The device and instruction set in words.</summary>
    public string Backend => _parts.Backend.Description;

    /// <summary>How training stands, for a display on another thread.</summary>
    public TrainingStatus Status { get; } = new();

    /// <summary>What is called at the moments of the training; to be set before it begins.</summary>
    public TrainingHooks Hooks { get; } = new();

    /// <summary>Told of what is wrong and stops nothing, such as a part that cannot be closed.</summary>
    public Action<string>? OnWarning { get; set; }

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

    /// <summary>Gives the agents the weights that <c>init_from</c> asks for, as training itself does at its beginning: to find what is wrong before.</summary>
    /// <exception cref="ConfigException">There are none, or they do not fit.</exception>
    public void InitializeAgents()
    {
        _failed = true;
        _parts.InitializeAgents();
        _failed = false;
    }

    /// <summary>
    /// Brings everything into the state of a checkpoint, before training begins: agents, world, random streams, and the log with its outputs,
    /// which are cut back to where they were then. Training goes on from there as if it had never stopped.
    /// </summary>
    /// <exception cref="CheckpointException">The state is not that of such an experiment.</exception>
    public void Resume(CheckpointContent checkpoint)
    {
        _failed = true;
        try
        {
            Part(checkpoint, Checkpointer.TrainingName).Load(_loop);
            if (_metrics != MetricLog.None)
            {
                Part(checkpoint, Checkpointer.LogName).Load(_metrics);
            }
        }
        catch (Exception e) when (e is not ConfigException)
        {
            // Ours says what does not fit; what a plugin throws at a state needs its type to be understood, which is said where it has a name.
            string why = e is StateException or IOException ? e.Message : e is PluginException ? $"{e.Message}." : $"{ExceptionText.Describe(e)}.";
            throw new CheckpointException($"The checkpoint of step {checkpoint.Info.Step} does not fit: {why}", e);
        }

        Checkpoints?.DeleteAfter(checkpoint.Info.Step);
        _firstStep = _parts.Progress.Step;
        _failed = false;
    }

    /// <summary>
    /// Adds a callback that only looks on, before training begins: it has no part in checkpoints, and whatever it does must change no result.
    /// </summary>
    public void Watch(ICallback watcher) => _parts.Session.Watch(watcher);

    /// <summary>Trains to the end on a thread of its own.</summary>
    public Task<TrainingResult> TrainAsync(CancellationToken token = default) =>
        Task.Factory.StartNew(() => Train(token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Trains to the end on this thread. Cancelling the token stops after a whole step; the result says so.</summary>
    /// <exception cref="PluginException">A plugin or a hook threw, or a world gave what is no number; it says which one, and has what was thrown within it.</exception>
    public TrainingResult Train(CancellationToken token = default)
    {
        long start = Stopwatch.GetTimestamp();
        bool interrupted = false;
        var measurement = new FinalMeasurement(_parts);
        IReadOnlyList<AgentResult> results;
        _parts.Session.Cancellation = token;
        if (Hooks.Any)
        {
            _parts.Session.Add("hooks", new HookCallback(Hooks));
        }

        try
        {
            Begin();
            _loop.Run(token);
            _loop.Checkpoints?.End();
            Status.SetStep(_parts.Progress.Step, 1);
            Status.SetEvaluating(_experiment.Evaluation.FinalEpisodes > 0);
            results = measurement.Run(token);
            Status.SetEvaluating(false);
            _metrics.LogOutcome(success: true, Outcome.Of(_experiment, results));
        }
        catch (Exception e) when (PluginFault.IsCancellation(e, token))
        {
            interrupted = true;
            results = measurement.Unmeasured();
            _loop.Checkpoints?.End();
        }
        catch
        {
            _failed = true;
            _metrics.LogOutcome(success: false, []);
            throw;
        }

        _parts.Session.TellEnd();
        Status.SetStep(_parts.Progress.Step, _parts.Progress.Fraction);
        foreach (TrainingObserver observer in _parts.Observers)
        {
            observer.Complete();
        }

        SinkFailure[] failures = [.. _metrics.Failures, .. _parts.Observers.Select(static o => o.Failure).OfType<SinkFailure>()];
        return new TrainingResult(
            interrupted, _parts.Progress.Step, Stopwatch.GetElapsedTime(start), results, Environment.MaxSteps, failures)
        {
            FirstStep = _firstStep,
            // The last reason stands for the limit.
            LimitIsSuccess = Environment.MaxSteps is not null && Environment.IsSuccess(Environment.EndReasons.Count - 1),
            Checkpoints = _loop.Checkpoints?.Pauses ?? default,
            StopReason = _parts.Session.StopReason,
        };
    }

    /// <summary>
    /// Closes everything. A part that throws then keeps none of the others open, and never takes the place of what made the training fail.
    /// </summary>
    /// <exception cref="PluginException">A part threw, nothing had failed before, and there is no <see cref="OnWarning"/>.</exception>
    public void Dispose()
    {
        Checkpoints?.Dispose();
        try
        {
            _parts.Dispose();
        }
        catch (PluginException e) when (_failed || OnWarning is not null)
        {
            OnWarning?.Invoke(e.Message);
        }
    }

    private static StateTree Part(CheckpointContent checkpoint, string name) => checkpoint.State.Children.TryGetValue(name, out StateTree? part)
        ? part
        : throw new StateException($"'{name}' is missing.");

    private void Begin()
    {
        _loop.Begin();
        _loop.Checkpoints?.Begin();
        if (_firstStep == 0 || _changed)
        {
            _metrics.LogHyperparameters(RunHyperparameters.Of(_experiment), Outcome.Tags(_experiment));
        }

        _parts.Session.TellStart();
    }
}
