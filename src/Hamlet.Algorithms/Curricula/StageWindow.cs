using Hamlet.State;

namespace Hamlet.Curricula;

/// <summary>The last episodes at a stage.</summary>
internal sealed class StageWindow(int capacity) : IStateful
{
    private readonly int[] _lengths = new int[capacity];
    private readonly double[] _returns = new double[capacity];
    private long _count;

    /// <summary>Whether there are as many as fit.</summary>
    public bool IsFull => _count >= capacity;

    /// <summary>Their mean length.</summary>
    public double MeanLength
    {
        get
        {
            int count = (int)Math.Min(_count, capacity);
            long sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += _lengths[i];
            }

            return count == 0 ? 0 : (double)sum / count;
        }
    }

    /// <summary>
    /// How much more reward a step brought in the newer half of the episodes than in the older, as a share of the latter's magnitude; 0 before
    /// the window is full.
    /// </summary>
    public double Progress
    {
        get
        {
            if (!IsFull)
            {
                return 0;
            }

            int half = capacity / 2;
            double older = Rate(_count - capacity, half);
            double newer = Rate(_count - half, half);
            return (newer - older) / Math.Max(Math.Abs(older), 1e-9);
        }
    }

    /// <summary>Takes an episode in; the oldest may make room.</summary>
    public void Add(in CurriculumEpisode episode)
    {
        int place = (int)(_count % capacity);
        _lengths[place] = episode.Length;
        _returns[place] = episode.Return;
        _count++;
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _count = 0;

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("count", _count);
        writer.Write<int>("lengths", _lengths);
        writer.Write<double>("returns", _returns);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        _count = reader.ReadInt64("count");
        reader.Read("lengths", _lengths.AsSpan());
        reader.Read("returns", _returns.AsSpan());
    }

    private double Rate(long first, int count)
    {
        double reward = 0;
        long steps = 0;
        for (long i = first; i < first + count; i++)
        {
            reward += _returns[i % capacity];
            steps += _lengths[i % capacity];
        }

        return reward / Math.Max(1, steps);
    }
}
