using System.Collections.Concurrent;
using System.Diagnostics;
using Hamlet.Algorithms;
using Hamlet.Formats.Policies;
using Hamlet.Metrics;
using Hamlet.State;
using Hamlet.Training.Metrics;

namespace Hamlet.Training.Checkpoints;

/// <summary>
/// Takes the checkpoints of a training between its steps. Training waits for the copy of the state and for nothing else: what the log and
/// the replays have under way is settled, and the files are written, on other threads. Where one is still being written, the next is put off.
/// </summary>
internal sealed class Checkpointer
{
    /// <summary>The name of the training's part of a state.</summary>
    public const string TrainingName = "training";

    /// <summary>The name of the log's part of a state.</summary>
    public const string LogName = "log";

    private readonly TrainingParts _parts;
    private readonly IStateful _training;
    private readonly CheckpointSchedule _schedule;
    private readonly ConcurrentQueue<CheckpointInfo> _saved = new();
    private bool _asked;

    /// <summary>Makes the one of a training that has not begun.</summary>
    /// <param name="parts">The training's parts.</param>
    /// <param name="training">Its state.</param>
    /// <param name="output">Where the run is.</param>
    public Checkpointer(TrainingParts parts, IStateful training, TrainerOutput output)
    {
        _parts = parts;
        _training = training;
        CheckpointOptions options = parts.Experiment.Checkpoints;
        _schedule = new CheckpointSchedule(options, output.Time);
        KeepsReplay = options.Replay;
        Manager = new CheckpointManager(
            output.RunDirectory,
            new CheckpointRun(output.RunId, output.Configuration, parts.Backend.Description) { Files = output.ConfigurationFiles },
            options,
            output.Time)
        {
            OnSaved = _saved.Enqueue,
            OnFailed = reason => output.OnCheckpointFailed?.Invoke(reason),
        };
    }

    /// <summary>The checkpoints that there are.</summary>
    public CheckpointManager Manager { get; }

    /// <summary>How long training stood still.</summary>
    public CheckpointPauses Pauses { get; private set; }

    private bool KeepsReplay { get; }

    /// <summary>
    /// Training begins, or goes on. The beginning is a checkpoint, so that a run which is killed before the next one goes on from there, with
    /// its outputs cut to nothing; it is on the disk before anything is logged.
    /// </summary>
    public void Begin()
    {
        if (_parts.Progress.Step == 0)
        {
            Take();
            Manager.Wait();
        }

        _schedule.Taken(_parts.Progress.Step, _parts.Progress.Episodes);
    }

    /// <summary>Looks at the clock. Often enough, and not at every step.</summary>
    public void LookAtClock() => _schedule.LookAtClock();

    /// <summary>A step is over: takes a checkpoint if one is due or asked for, and tells the callbacks of those that are on the disk by now.</summary>
    public void AfterStep()
    {
        _asked |= _parts.Session.TakeCheckpoint();
        TrainingProgress progress = _parts.Progress;
        if ((_asked || _schedule.IsDue(progress.Step, progress.Episodes)) && !Manager.IsWriting)
        {
            _asked = false;
            Take();
            _schedule.Taken(progress.Step, progress.Episodes);
        }

        if (!_saved.IsEmpty)
        {
            TellSaved();
        }
    }

    /// <summary>Training ends or is interrupted between two steps: the last checkpoint is on the disk when this returns.</summary>
    public void End()
    {
        // One that is under way may be of this very step; nothing stands still any more.
        Manager.Wait();
        Take();
        Manager.Wait();
        TellSaved();
        if (Manager.Latest is { } latest)
        {
            Keep(latest, PolicyLocation.Latest);
        }
    }

    private void Take()
    {
        long start = Stopwatch.GetTimestamp();
        if (Manager.Find(_parts.Progress.Step) is not null)
        {
            return;
        }

        var state = new StateTree();
        state.Children.Add(TrainingName, StateTree.Save(_training, KeepsReplay));
        var log = new StateTree();
        state.Children.Add(LogName, log);
        List<Action> waits = [_parts.Metrics.BeginSave(log)];
        foreach (TrainingObserver observer in _parts.Observers)
        {
            if (observer.BeginSettle() is { } wait)
            {
                waits.Add(wait);
            }
        }

        Manager.Save(new CheckpointSnapshot
        {
            Step = _parts.Progress.Step,
            Episodes = _parts.Agents.Sum(static a => a.Episodes),
            Metrics = Metrics(),
            State = state,
            Files = Policies(),
            Complete = () => waits.ForEach(static wait => wait()),
        });
        TimeSpan pause = Stopwatch.GetElapsedTime(start);
        Pauses = Pauses.With(pause);
        _parts.Metrics.Log(new CheckpointMetrics { Step = _parts.Progress.Step, Pause = pause.TotalMilliseconds });
    }

    private void TellSaved()
    {
        while (_saved.TryDequeue(out CheckpointInfo? saved))
        {
            _parts.Session.TellCheckpoint(saved.Path);
            if (Manager.Best?.Step == saved.Step)
            {
                Keep(saved, PolicyLocation.Best);
            }
        }
    }

    /// <summary>Gives the outputs that keep files the policies of a checkpoint: what one deploys. Its whole state stays where it is.</summary>
    private void Keep(CheckpointInfo checkpoint, string folder)
    {
        Hyperparameter[] metadata =
        [
            Hyperparameter.Of("frames", checkpoint.Step),
            Hyperparameter.Of("episodes", checkpoint.Episodes),
            .. checkpoint.Metrics.Select(static metric => Hyperparameter.Of(metric.Key, metric.Value)),
        ];
        foreach (string path in PolicyLocation.FilesIn(checkpoint.Path))
        {
            string name = $"{CheckpointManager.FolderName}/{folder}/{Path.GetFileName(path)}";
            _parts.Metrics.LogArtifact(new RunArtifact { Path = path, Name = name, Metadata = metadata });
        }
    }

    private Dictionary<string, double> Metrics() => new(StringComparer.Ordinal)
    {
        [CheckpointMetric.TotalReward] = _parts.Learners.Average(static l => l.Window.MeanReturn),
        [CheckpointMetric.SurvivalTime] = _parts.Learners.Average(static l => l.Window.MeanLength),
        [CheckpointMetric.Evaluation] = _parts.Learners.Average(static l => l.Best.LastReturn),
    };

    private Dictionary<string, Action<Stream>> Policies()
    {
        var files = new Dictionary<string, Action<Stream>>(StringComparer.Ordinal);
        foreach (Learner learner in _parts.Learners)
        {
            using IPolicy policy = learner.CreatePolicy();
            if (policy.Model is { } model)
            {
                PolicyFile file = PolicyFile.Of(model, _parts.Environment.Spec, learner.Id, _parts.Progress.Step);
                files.Add(PolicyLocation.FileName(learner.Id), file.WriteTo);
            }
        }

        return files;
    }
}
