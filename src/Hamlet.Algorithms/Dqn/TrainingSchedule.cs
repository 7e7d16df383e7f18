using Hamlet.State;

namespace Hamlet.Algorithms.Dqn;

/// <summary>
/// Counts an agent's environment steps and says how many updates are due. A step of several environments may pass several multiples of the
/// train frequency; each of them counts, so that the ratio of updates to steps does not depend on the number of environments.
/// </summary>
internal sealed class TrainingSchedule(DqnOptions options) : IStateful
{
    // As many updates as steps since the last training: those of one period.
    private readonly long _updatesPerTraining = options.GradientSteps < 0 ? options.TrainFrequency : options.GradientSteps;

    /// <summary>The agent's steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Counts steps.</summary>
    /// <returns>The updates that are due after them.</returns>
    public long Advance(int steps)
    {
        long before = Math.Max(Steps, options.LearningStarts - 1);
        Steps += steps;
        long trainings = Steps < options.LearningStarts ? 0 : (Steps / options.TrainFrequency) - (before / options.TrainFrequency);
        return trainings * _updatesPerTraining;
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => writer.Write("steps", Steps);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => Steps = reader.ReadInt64("steps");
}
