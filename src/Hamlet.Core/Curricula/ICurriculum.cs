using Hamlet.State;

namespace Hamlet.Curricula;

/// <summary>
/// Chooses how hard the world is for one agent, by what the agent achieves. The trainer hands <see cref="Stage"/> to the environment
/// whenever it changes.
/// </summary>
public interface ICurriculum : IStateful
{
    /// <summary>The stage that the agent's next episodes are of, from 1 to the environment's number of stages.</summary>
    int Stage { get; }

    /// <summary>An episode of the agent has ended; may change the stage.</summary>
    void OnEpisodeEnd(in CurriculumEpisode episode);
}
