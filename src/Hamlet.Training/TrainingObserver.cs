using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Training;

/// <summary>Looks at the steps of training and takes no part in them: records, replays. Called on the training thread.</summary>
internal abstract class TrainingObserver : IStateful, IDisposable
{
    /// <summary>The agent has chosen its actions; observations and masks are still those it chose by.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="rows">Its rows of the world.</param>
    public virtual void OnActions(AgentRunner agent, EnvironmentRows rows)
    {
    }

    /// <summary>The environment has stepped: rewards, ends and new observations are there; no episode of the step is counted yet.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="rows">Its rows of the world.</param>
    /// <param name="step">Environment steps of the run, this one included.</param>
    public virtual void OnStep(AgentRunner agent, EnvironmentRows rows, long step)
    {
    }

    /// <summary>An episode ended in this step.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="rows">Its rows of the world.</param>
    /// <param name="row">The row, counted from the first of these.</param>
    /// <param name="episode">What it came to.</param>
    /// <param name="step">Environment steps of the run, this one included.</param>
    public virtual void OnEpisodeEnd(AgentRunner agent, EnvironmentRows rows, int row, FinishedEpisode episode, long step)
    {
    }

    /// <summary>Why it looks no more, with its name for reports; null as long as it does.</summary>
    public virtual SinkFailure? Failure => null;

    /// <summary>Training has made its last step: finish what is under way, so that <see cref="Failure"/> is final.</summary>
    public virtual void Complete()
    {
    }

    /// <inheritdoc/>
    public virtual void SaveState(StateWriter writer)
    {
    }

    /// <inheritdoc/>
    public virtual void LoadState(StateReader reader)
    {
    }

    /// <summary>Training is over, or was stopped.</summary>
    public virtual void Dispose()
    {
    }
}
