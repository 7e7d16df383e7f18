using Hamlet.State;

namespace Hamlet.Callbacks;

/// <summary>
/// Code of one's own at the moments of a training, called on its thread. What it does not implement costs a call and nothing else.
/// It may stop the training and change learning rates; whatever it does must follow from what it was told, or runs no longer repeat.
/// One that is <see cref="IDisposable"/> is closed when the training is over.
/// </summary>
public interface ICallback : IStateful
{
    /// <summary>Training begins, or goes on after a resume.</summary>
    void OnStart(ITraining training)
    {
    }

    /// <summary>Every environment has made a step, and every agent has seen it.</summary>
    void OnStep(ITraining training)
    {
    }

    /// <summary>An agent has collected a rollout, from which it has learned when this is called; agents without rollouts never do.</summary>
    void OnRollout(ITraining training, ITrainingAgent agent)
    {
    }

    /// <summary>An agent has changed its networks.</summary>
    void OnUpdate(ITraining training, ITrainingAgent agent)
    {
    }

    /// <summary>An agent has finished an episode.</summary>
    void OnEpisode(ITraining training, ITrainingAgent agent, in TrainingEpisode episode)
    {
    }

    /// <summary>An agent's policy has been measured.</summary>
    void OnEvaluation(ITraining training, ITrainingAgent agent, in TrainingEvaluation evaluation)
    {
    }

    /// <summary>A checkpoint is on the disk.</summary>
    /// <param name="training">The training.</param>
    /// <param name="path">Its directory.</param>
    void OnCheckpoint(ITraining training, string path)
    {
    }

    /// <summary>Training is over: at its end, stopped, or interrupted.</summary>
    void OnEnd(ITraining training)
    {
    }

    /// <inheritdoc/>
    void IStateful.SaveState(StateWriter writer)
    {
    }

    /// <inheritdoc/>
    void IStateful.LoadState(StateReader reader)
    {
    }
}
