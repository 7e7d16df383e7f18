using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Training;

/// <summary>Adds up the episode of each row while it lasts.</summary>
internal sealed class EpisodeTracker(int rows) : IStateful
{
    private readonly double[] _returns = new double[rows];
    private readonly double[] _bonuses = new double[rows];
    private readonly int[] _lengths = new int[rows];

    /// <summary>Forgets every episode under way.</summary>
    public void Clear()
    {
        _returns.AsSpan().Clear();
        _bonuses.AsSpan().Clear();
        _lengths.AsSpan().Clear();
    }

    /// <summary>Counts the step that the rows have just made.</summary>
    public void Add(EnvironmentRows rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            _returns[rows.First + i] += rows.Rewards[i];
            _lengths[rows.First + i]++;
        }
    }

    /// <summary>Counts what was added to the rewards of the step.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="bonus">One value a row, weighted.</param>
    public void AddBonus(int first, ReadOnlySpan<float> bonus)
    {
        for (int i = 0; i < bonus.Length; i++)
        {
            _bonuses[first + i] += bonus[i];
        }
    }

    /// <summary>What a row's episode, which ended, came to; counting begins anew.</summary>
    /// <param name="row">The row.</param>
    /// <param name="number">The episode's number.</param>
    public FinishedEpisode Take(int row, long number)
    {
        var episode = new FinishedEpisode(number, _returns[row], _bonuses[row], _lengths[row]);
        _returns[row] = 0;
        _bonuses[row] = 0;
        _lengths[row] = 0;
        return episode;
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write<double>("returns", _returns);
        writer.Write<double>("bonuses", _bonuses);
        writer.Write<int>("lengths", _lengths);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("returns", _returns.AsSpan());
        reader.Read("bonuses", _bonuses.AsSpan());
        reader.Read("lengths", _lengths.AsSpan());
    }
}
