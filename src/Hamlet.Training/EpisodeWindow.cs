using Hamlet.State;

namespace Hamlet.Training;

/// <summary>The last episodes of an agent, at most 100, as stable-baselines3 averages them.</summary>
public sealed class EpisodeWindow : IStateful
{
    private const int Capacity = 100;
    private readonly double[] _returns = new double[Capacity];
    private readonly int[] _lengths = new int[Capacity];
    private long _count;

    /// <summary>How many episodes the means are over.</summary>
    public int Count => (int)Math.Min(_count, Capacity);

    /// <summary>The mean sum of rewards; NaN before the first episode.</summary>
    public double MeanReturn { get; private set; } = double.NaN;

    /// <summary>The mean length; NaN before the first episode.</summary>
    public double MeanLength { get; private set; } = double.NaN;

    internal void Add(double total, int length)
    {
        int place = (int)(_count % Capacity);
        _returns[place] = total;
        _lengths[place] = length;
        _count++;

        Average();
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("count", _count);
        writer.Write<double>("returns", _returns);
        writer.Write<int>("lengths", _lengths);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        _count = reader.ReadInt64("count");
        reader.Read("returns", _returns.AsSpan());
        reader.Read("lengths", _lengths.AsSpan());
        if (_count > 0)
        {
            Average();
        }
    }

    private void Average()
    {
        // Summed anew, a hundred numbers an episode: a running sum would drift.
        double returns = 0;
        long lengths = 0;
        for (int i = 0; i < Count; i++)
        {
            returns += _returns[i];
            lengths += _lengths[i];
        }

        MeanReturn = returns / Count;
        MeanLength = (double)lengths / Count;
    }
}
