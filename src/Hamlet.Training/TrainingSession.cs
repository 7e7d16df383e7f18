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
        _callbacks.Add(callback);
    }

    /// <summary>Adds one that only looks on: a checkpoint knows nothing of it, and is the same with it and without.</summary>
    public void Watch(ICallback watcher)
    {
        _names.Add(null);
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
    public void TellStart()
    {
        foreach (ICallback callback in _callbacks)
        {
            callback.OnStart(this);
        }
    }

    /// <summary>Every environment has made a step.</summary>
    public void TellStep()
    {
        foreach (ICallback callback in _callbacks)
        {
            callback.OnStep(this);
        }
    }

    /// <summary>An agent has learned from a rollout.</summary>
    public void TellRollout(AgentRunner agent)
    {
        foreach (ICallback callback in _callbacks)
        {
            callback.OnRollout(this, agent);
        }
    }

    /// <summary>An agent has changed its networks.</summary>
    public void TellUpdate(AgentRunner agent)
    {
        foreach (ICallback callback in _callbacks)
        {
            callback.OnUpdate(this, agent);
        }
    }

    /// <summary>An agent has finished an episode.</summary>
    public void TellEpisode(AgentRunner agent, in TrainingEpisode episode)
    {
        foreach (ICallback callback in _callbacks)
        {
            callback.OnEpisode(this, agent, in episode);
        }
    }

    /// <summary>An agent's policy has been measured.</summary>
    public void TellEvaluation(AgentRunner agent, in TrainingEvaluation evaluation)
    {
        foreach (ICallback callback in _callbacks)
        {
            callback.OnEvaluation(this, agent, in evaluation);
        }
    }

    /// <summary>A checkpoint is on the disk.</summary>
    public void TellCheckpoint(string path)
    {
        foreach (ICallback callback in _callbacks)
        {
            callback.OnCheckpoint(this, path);
        }
    }

    /// <summary>Training is over.</summary>
    public void TellEnd()
    {
        foreach (ICallback callback in _callbacks)
        {
            callback.OnEnd(this);
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("stopped", StopReason is not null);
        writer.Write("stop_reason", StopReason ?? "");
        for (int i = 0; i < _callbacks.Count; i++)
        {
            if (_names[i] is { } name)
            {
                writer.Write(name, _callbacks[i]);
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
                reader.Read(name, _callbacks[i]);
            }
        }
    }

    private static bool Take(ref bool asked)
    {
        bool was = asked;
        asked = false;
        return was;
    }
}
