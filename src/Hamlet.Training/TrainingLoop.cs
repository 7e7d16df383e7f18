using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.State;
using Hamlet.Training.Agents;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Evaluation;
using Hamlet.Training.Recording;

namespace Hamlet.Training;

/// <summary>
/// A training, step after step (<see cref="TrainingStep"/>); between them agents are measured and checkpoints taken now and then. Its state is that of the
/// whole training between two steps, but for the log.
/// </summary>
internal sealed class TrainingLoop : IStateful
{
    // Tokens are looked at and the display is told at most this often: often enough for a person, too seldom to cost anything.
    private const int StatusInterval = 64;

    private readonly TrainingParts _parts;
    private readonly TrainingStatus _status;
    private readonly TrainingProgress _progress;
    private readonly EnvironmentBatch _batch;
    private readonly PerformanceClock _clock;
    private readonly AgentEvaluation _evaluation;
    private readonly TrainingStep _step;
    private readonly long _evaluateEvery;
    private long _nextEvaluation;
    private int _measured = -1;
    private bool _begun;

    /// <summary>Makes the loop of a training that has not begun.</summary>
    public TrainingLoop(TrainingParts parts, TrainingStatus status)
    {
        _parts = parts;
        _status = status;
        _progress = parts.Progress;
        _batch = parts.Batch;
        _clock = new PerformanceClock(parts.Metrics, TimeSpan.FromSeconds(parts.Experiment.Metrics.PerformanceEvery));
        _evaluation = new AgentEvaluation(parts);
        _step = new TrainingStep(parts, status, _clock);
        _evaluateEvery = parts.Experiment.Evaluation.EverySteps;
        _nextEvaluation = _evaluateEvery > 0 ? _evaluateEvery : long.MaxValue;
    }

    /// <summary>What takes checkpoints between the steps, or null for none.</summary>
    public Checkpointer? Checkpoints { get; set; }

    /// <summary>Brings the world to its beginning, unless a state was loaded.</summary>
    public void Begin()
    {
        if (_begun)
        {
            return;
        }

        _parts.InitializeAgents();
        foreach (AgentRunner agent in _parts.Agents)
        {
            agent.Begin();
        }

        try
        {
            _parts.Environment.Reset(_batch.All);
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw PluginFault.Of(_parts.WorldName, e);
        }

        _parts.Check.CheckReset(_batch.All);
        foreach (Learner learner in _parts.Learners)
        {
            learner.Begin(_batch.Slice(learner.FirstRow, learner.Rows));
        }

        _begun = true;
    }

    /// <summary>Runs to the end.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the last step is whole, and so is the state.</exception>
    public void Run(CancellationToken token)
    {
        if (_measured >= 0)
        {
            // Interrupted while it measured.
            Evaluate(token);
        }

        long untilStatus = 0;
        while (!Done())
        {
            if (--untilStatus <= 0)
            {
                untilStatus = Math.Max(1, StatusInterval / _batch.Rows);
                token.ThrowIfCancellationRequested();
                _status.SetStep(_progress.Step, _progress.Fraction);
                _clock.LogIfDue(_progress.Step);
                Checkpoints?.LookAtClock();
            }

            _step.Run();
            AfterStep(token);
            Checkpoints?.AfterStep();
        }

        _clock.LogIfDue(_progress.Step, last: true);
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("begun", _begun);
        writer.Write("step", _progress.Step);
        writer.Write("episodes", _progress.Episodes);
        writer.Write("next_evaluation", _nextEvaluation);
        writer.Write("measured", _measured);
        writer.Write("episodes_since_flush", _step.EpisodesSinceFlush);
        writer.Write("environment", _parts.Environment, _parts.WorldName);
        writer.Write("rows", _batch);
        writer.Write("tracker", _parts.Tracker);
        if (_parts.Evaluator is { } evaluator)
        {
            writer.Write("evaluator", evaluator);
        }

        Each(_parts.Agents, "agent", writer);
        if (_parts.Replays.Mode == ReplayMode.Shared)
        {
            writer.Write("replays", _parts.Replays);
        }

        Each(_parts.Learners, "learner", writer);
        Each(_parts.Observers, "observer", writer);
        writer.Write("callbacks", _parts.Session);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        _begun = reader.ReadBoolean("begun");
        _progress.Step = reader.ReadInt64("step");
        _progress.Episodes = reader.ReadInt64("episodes");
        _nextEvaluation = reader.ReadInt64("next_evaluation");
        _measured = (int)reader.ReadInt64("measured");
        _step.EpisodesSinceFlush = reader.ReadInt64("episodes_since_flush");
        reader.Read("environment", _parts.Environment, _parts.WorldName);
        reader.Read("rows", _batch);
        reader.Read("tracker", _parts.Tracker);
        if (reader.Has("evaluator"))
        {
            reader.Read("evaluator", _parts.RequireEvaluator());
        }

        Each(_parts.Agents, "agent", reader);
        if (_parts.Replays.Mode == ReplayMode.Shared)
        {
            reader.Read("replays", _parts.Replays);
        }

        Each(_parts.Learners, "learner", reader);
        Each(_parts.Observers, "observer", reader);
        reader.Read("callbacks", _parts.Session);
        _status.Continue(_progress.Step, _progress.Fraction, _parts.Agents.Sum(static a => a.Episodes));
    }

    private static void Each<T>(IReadOnlyList<T> parts, string name, StateWriter writer)
        where T : IStateful
    {
        for (int i = 0; i < parts.Count; i++)
        {
            writer.Write($"{name}_{i}", parts[i]);
        }
    }

    private static void Each<T>(IReadOnlyList<T> parts, string name, StateReader reader)
        where T : IStateful
    {
        for (int i = 0; i < parts.Count; i++)
        {
            reader.Read($"{name}_{i}", parts[i]);
        }
    }

    private void AfterStep(CancellationToken token)
    {
        TrainingSession session = _parts.Session;
        if (session.HasCallbacks)
        {
            foreach (Learner learner in _parts.Learners)
            {
                learner.TellProgress(session);
            }

            session.TellStep();
        }

        bool due = _progress.Step >= _nextEvaluation;
        if (due)
        {
            _nextEvaluation = ((_progress.Step / _evaluateEvery) + 1) * _evaluateEvery;
        }

        if (session.TakeEvaluation() || due)
        {
            Evaluate(token);
        }
    }

    private bool Done() => _parts.Session.StopReason is not null || (_progress.TotalSteps is { } steps
        ? _progress.Step >= steps
        : _progress.Episodes >= _progress.TotalEpisodes);

    private void Evaluate(CancellationToken token)
    {
        _status.SetEvaluating(true);
        for (_measured = Math.Max(0, _measured); _measured < _parts.Learners.Count; _measured++)
        {
            Learner learner = _parts.Learners[_measured];
            StateTree? before = token.CanBeCanceled ? StateTree.Save(_parts.RequireEvaluator()) : null;
            try
            {
                _status.SetEvaluation(_evaluation.Run(learner, _progress.Step, token).MeanReturn);
            }
            catch (Exception e) when (PluginFault.IsCancellation(e, token))
            {
                // Half a measurement is none: a resumed run makes it again, on the same episodes.
                before?.Load(_parts.RequireEvaluator());
                throw;
            }
        }

        _measured = -1;
        _status.SetEvaluating(false);
    }
}
