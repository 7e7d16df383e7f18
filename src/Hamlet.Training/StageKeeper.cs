using Hamlet.Curricula;
using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Training;

/// <summary>
/// A curriculum at work on the rows of one agent: knows which stage the episode of each row is of, and tells the world of every change. A
/// row begins its next episode in the step in which the last one ends, so a change acts on the episode after that.
/// </summary>
/// <param name="name">The curriculum in an error.</param>
/// <param name="curriculum">The curriculum.</param>
/// <param name="difficulty">What it changes of the world; null for nothing.</param>
/// <param name="firstRow">The first of the agent's rows.</param>
/// <param name="rows">How many they are.</param>
internal sealed class StageKeeper(string name, ICurriculum curriculum, IDifficulty? difficulty, int firstRow, int rows) : IStateful
{
    private readonly int[] _stages = new int[rows];
    private int _told;

    /// <summary>Tells the world the stage that the first episodes are of.</summary>
    public void Begin()
    {
        Tell();
        _stages.AsSpan().Fill(_told);
    }

    /// <summary>An episode of a row has ended, and its next one has begun.</summary>
    /// <returns>The stage that it was of.</returns>
    public int End(int row, FinishedEpisode episode, long step, double? entropy)
    {
        int stage = _stages[row];
        _stages[row] = _told;
        try
        {
            curriculum.OnEpisodeEnd(new CurriculumEpisode(step, stage, episode.Length, episode.Return, entropy));
            if (curriculum.Stage != _told)
            {
                Tell();
            }
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw PluginFault.Of(name, e);
        }

        return stage;
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("curriculum", curriculum, name);
        writer.Write("told", _told);
        writer.Write<int>("stages", _stages);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("curriculum", curriculum, name);
        _told = (int)reader.ReadInt64("told");
        reader.Read("stages", _stages.AsSpan());
    }

    private void Tell()
    {
        _told = curriculum.Stage;
        difficulty?.SetStage(firstRow, rows, _told);
    }
}
