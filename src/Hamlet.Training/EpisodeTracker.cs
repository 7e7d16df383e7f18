using Hamlet.Environments;

namespace Hamlet.Training;

/// <summary>Adds up the episode of each row while it lasts.</summary>
internal sealed class EpisodeTracker(int rows)
{
    private readonly double[] _returns = new double[rows];
    private readonly int[] _lengths = new int[rows];

    /// <summary>Forgets every episode under way.</summary>
    public void Clear()
    {
        _returns.AsSpan().Clear();
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

    /// <summary>The sum and length of a row's episode, which ended; counting begins anew.</summary>
    public (double Return, int Length) Take(int row)
    {
        (double Return, int Length) episode = (_returns[row], _lengths[row]);
        _returns[row] = 0;
        _lengths[row] = 0;
        return episode;
    }
}
