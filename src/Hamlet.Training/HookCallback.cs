using Hamlet.Callbacks;

namespace Hamlet.Training;

/// <summary>Calls what stands in <see cref="TrainingHooks"/>; it has no state that it could save.</summary>
internal sealed class HookCallback(TrainingHooks hooks) : ICallback
{
    public void OnStep(ITraining training) => hooks.Step?.Invoke(training);

    public void OnRollout(ITraining training, ITrainingAgent agent) => hooks.Rollout?.Invoke(training, agent);

    public void OnUpdate(ITraining training, ITrainingAgent agent) => hooks.Update?.Invoke(training, agent);

    public void OnEpisode(ITraining training, ITrainingAgent agent, in TrainingEpisode episode) => hooks.Episode?.Invoke(training, agent, episode);

    public void OnEvaluation(ITraining training, ITrainingAgent agent, in TrainingEvaluation evaluation) =>
        hooks.Evaluation?.Invoke(training, agent, evaluation);

    public void OnCheckpoint(ITraining training, string path) => hooks.Checkpoint?.Invoke(training, path);
}
