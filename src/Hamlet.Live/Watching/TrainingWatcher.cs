using Hamlet.Callbacks;

namespace Hamlet.Live.Watching;

/// <summary>Watches a training as one of its callbacks, on its thread.</summary>
internal sealed class TrainingWatcher : ICallback, IShow
{
    private readonly PauseGate _gate = new();
    private ITraining? _training;
    private Action _glance = static () => { };
    private volatile Stage? _stage;
    private volatile string _status = "waiting";

    /// <inheritdoc/>
    public string Mode => "training";

    /// <inheritdoc/>
    public Stage? Stage => _stage;

    /// <inheritdoc/>
    public string Status => _status == "training" && _gate.IsHeld ? "paused" : _status;

    /// <inheritdoc/>
    public long? TotalSteps => _training?.Progress.TotalSteps;

    /// <inheritdoc/>
    public long? TotalEpisodes => _training?.Progress.TotalEpisodes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Commands { get; } = ["pause", "resume", "step"];

    /// <inheritdoc/>
    public void OnStart(ITraining training)
    {
        _training = training;
        Stage stage = new(training.World, training.Rows, Actor.Of(training));
        _glance = () => stage.FillIfAsked(training.Progress.Step, training.Progress.Fraction);
        _stage = stage;
        _status = "training";
    }

    /// <inheritdoc/>
    public void OnStep(ITraining training)
    {
        _stage!.Step(training.Progress.Step, training.Progress.Fraction);
        if (_gate.IsPaused)
        {
            _gate.Pass(_glance, training.Cancellation);
        }
    }

    /// <inheritdoc/>
    public void OnEnd(ITraining training)
    {
        _glance();
        _status = "complete";
    }

    /// <inheritdoc/>
    public string? Do(ShowCommand command)
    {
        switch (command.Name)
        {
            case "pause":
                _gate.Pause();
                return null;
            case "resume" or "play":
                _gate.Resume();
                return null;
            case "step":
                _gate.Step(command.Count);
                return null;
            default:
                return $"'{command.Name}' would change the training: it works in 'hamlet live RUN' only";
        }
    }
}
