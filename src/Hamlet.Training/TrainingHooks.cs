using Hamlet.Callbacks;

namespace Hamlet.Training;

/// <summary>
/// The moments of a training for code that owns the trainer: what a <see cref="ICallback"/> plugin is for a file. Set before training begins;
/// called on its thread.
/// </summary>
public sealed class TrainingHooks
{
    /// <summary>Every environment has made a step, and every agent has seen it.</summary>
    public Action<ITraining>? Step { get; set; }

    /// <summary>An agent has learned from a rollout.</summary>
    public Action<ITraining, ITrainingAgent>? Rollout { get; set; }

    /// <summary>An agent has changed its networks.</summary>
    public Action<ITraining, ITrainingAgent>? Update { get; set; }

    /// <summary>An agent has finished an episode.</summary>
    public Action<ITraining, ITrainingAgent, TrainingEpisode>? Episode { get; set; }

    /// <summary>An agent's policy has been measured.</summary>
    public Action<ITraining, ITrainingAgent, TrainingEvaluation>? Evaluation { get; set; }

    /// <summary>A checkpoint is on the disk, in the directory that is handed in.</summary>
    public Action<ITraining, string>? Checkpoint { get; set; }

    /// <summary>Whether any is set.</summary>
    internal bool Any => Step is not null || Rollout is not null || Update is not null || Episode is not null || Evaluation is not null || Checkpoint is not null;
}
