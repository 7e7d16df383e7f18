using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Training;

/// <summary>The training as its callbacks see it, and the callbacks as the training sees them.</summary>
internal sealed class TrainingSession(
    TrainingProgress progress, MetricLog metrics, IReadOnlyList<AgentRunner> agents, IEnvironment world, EnvironmentBatch rows) : ITraining, IStateful
{
    private readonly List<ICallback> _callbacks = [];
    private readonly List<string?> _names = [];
    private readonly List<string> _labels = [];
    private bool _evaluate;
    private bool _checkpoint;

    /// <inheritdoc/>
    public TrainingProgress Progress => progress;

    /// <inheritdoc/>
    public MetricLog Metrics => metrics;

    /// <inheritdoc/>
    public IReadOnlyList<ITrainingAgent> Agents => agents;

    /// <inheritdoc/>
    public IEnvironment World => world;

    /// <inheritdoc/>
    public EnvironmentBatch Rows => rows;

    /// <inheritdoc/>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Why a callback ended the training; null as long as none has.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Whether there is anyone to tell.</summary>
    public bool HasCallbacks => _callbacks.Count > 0;

    /// <summary>Adds a callback; its name is that of its state.</summary>
    public void Add(string name, ICallback callback)
    {
        _names.Add($"{name}_{_callbacks.Count}");
        _labels.Add($"callback '{name}'");
        _callbacks.Add(callback);
    }

    /// <summary>Adds one that only looks on: a checkpoint knows nothing of it, and is the same with it and without.</summary>
    public void Watch(ICallback watcher)
    {
        _names.Add(null);
        _labels.Add($"callback {watcher.GetType().Name}");
        _callbacks.Add(watcher);
    }

    /// <inheritdoc/>
    public void Stop(string reason) => StopReason ??= reason;

    /// <inheritdoc/>
    public void RequestEvaluation() => _evaluate = true;

    /// <inheritdoc/>
    public void RequestCheckpoint() => _checkpoint = true;

    /// <summary>Whether an evaluation was asked for since this was last called.</summary>
    public bool TakeEvaluation() => Take(ref _evaluate);

    /// <summary>Whether a checkpoint was asked for since this was last called.</summary>
    public bool TakeCheckpoint() => Take(ref _checkpoint);

    /// <summary>Training begins.</summary>
    public void TellStart() => Tell(0, static (callback, training, _) => callback.OnStart(training));

    /// <summary>Every environment has made a step.</summary>
    public void TellStep() => Tell(0, static (callback, training, _) => callback.OnStep(training));

    /// <summary>An agent has learned from a rollout.</summary>
    public void TellRollout(AgentRunner agent) => Tell(agent, static (callback, training, agent) => callback.OnRollout(training, agent));

    /// <summary>An agent has changed its networks.</summary>
    public void TellUpdate(AgentRunner agent) => Tell(agent, static (callback, training, agent) => callback.OnUpdate(training, agent));

    /// <summary>An agent has finished an episode.</summary>
    public void TellEpisode(AgentRunner agent, in TrainingEpisode episode) =>
        Tell((agent, episode), static (callback, training, of) => callback.OnEpisode(training, of.agent, in of.episode));

    /// <summary>An agent's policy has been measured.</summary>
    public void TellEvaluation(AgentRunner agent, in TrainingEvaluation evaluation) =>
        Tell((agent, evaluation), static (callback, training, of) => callback.OnEvaluation(training, of.agent, in of.evaluation));

    /// <summary>A checkpoint is on the disk.</summary>
    public void TellCheckpoint(string path) => Tell(path, static (callback, training, path) => callback.OnCheckpoint(training, path));

    /// <summary>Training is over.</summary>
    public void TellEnd() => Tell(0, static (callback, training, _) => callback.OnEnd(training));

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("stopped", StopReason is not null);
        writer.Write("stop_reason", StopReason ?? "");
        for (int i = 0; i < _callbacks.Count; i++)
        {
            if (_names[i] is { } name)
            {
                writer.Write(name, _callbacks[i], _labels[i]);
            }
        }
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        StopReason = reader.ReadBoolean("stopped") ? reader.ReadText("stop_reason") : null;
        for (int i = 0; i < _callbacks.Count; i++)
        {
            if (_names[i] is { } name)
            {
                reader.Read(name, _callbacks[i], _labels[i]);
            }
        }
    }

    // The lambdas hold nothing, so that they are made once.
    private void Tell<T>(T what, Action<ICallback, TrainingSession, T> tell)
    {
        int i = 0;
        try
        {
            for (; i < _callbacks.Count; i++)
            {
                tell(_callbacks[i], this, what);
            }
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw PluginFault.Of(_labels[i], e);
        }
    }

    private static bool Take(ref bool asked)
    {
        bool was = asked;
        asked = false;
        return was;
    }
}
