using Hamlet.Callbacks;
using Hamlet.Environments;

namespace Hamlet.Training;

/// <summary>Who is told of a finished episode: the observers, then the callbacks.</summary>
internal sealed class EpisodeListeners(IReadOnlyList<TrainingObserver> observers, TrainingSession session)
{
    /// <summary>Tells all.</summary>
    public void Tell(AgentRunner agent, EnvironmentRows rows, int row, FinishedEpisode episode, long step)
    {
        for (int i = 0; i < observers.Count; i++)
        {
            observers[i].OnEpisodeEnd(agent, rows, row, episode, step);
        }

        session.TellEpisode(agent, new TrainingEpisode(episode.Number, episode.Return, episode.Length));
    }
}
