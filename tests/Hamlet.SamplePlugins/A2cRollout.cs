using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.SamplePlugins;

/// <summary>What happened since the last update, step by step and in each step row by row.</summary>
internal sealed class A2cRollout(EnvironmentSpec environment, int steps, int rows) : IStateful
{
    private readonly int _inputs = environment.ObservationSize;
    private readonly int _choices = environment.Actions.MaskSize;
    private readonly float[] _rewards = new float[steps * rows];

    // Where an episode ended: 1, with what was still to come of it.
    private readonly bool[] _ended = new bool[steps * rows];
    private readonly float[] _afterEnd = new float[steps * rows];

    public int Step { get; private set; }

    public int Size => steps * rows;

    public bool IsFull => Step == steps;

    public float[] Observations { get; } = new float[steps * rows * environment.ObservationSize];

    public bool[] Masks { get; } = new bool[steps * rows * environment.Actions.MaskSize];

    public int[] Actions { get; } = new int[steps * rows];

    public float[] Returns { get; } = new float[steps * rows];

    /// <summary>Keeps what the rows saw and did.</summary>
    public void AddActions(EnvironmentRows acted)
    {
        acted.Observations.CopyTo(Observations.AsSpan(Step * rows * _inputs));
        acted.Masks.CopyTo(Masks.AsSpan(Step * rows * _choices));
        acted.Actions.CopyTo(Actions.AsSpan(Step * rows));
    }

    /// <summary>Keeps what came of it.</summary>
    public void AddOutcome(EnvironmentRows seen, ReadOnlySpan<float> afterEnd)
    {
        for (int row = 0; row < rows; row++)
        {
            int i = (Step * rows) + row;
            _rewards[i] = seen.Rewards[row];
            _ended[i] = seen.Terminated[row] || seen.Truncated[row];
            _afterEnd[i] = afterEnd[row];
        }

        Step++;
    }

    /// <summary>R = r + gamma R', backwards from the values of what the rows see now; begins a new rollout.</summary>
    public void Finish(ReadOnlySpan<float> values, double gamma)
    {
        for (int i = Size - 1; i >= 0; i--)
        {
            float next = _ended[i] ? _afterEnd[i] : i + rows < Size ? Returns[i + rows] : values[i + rows - Size];
            Returns[i] = (float)(_rewards[i] + (gamma * next));
        }

        Step = 0;
    }

    public void SaveState(StateWriter writer)
    {
        writer.Write("step", Step);
        writer.Write<float>("observations", Observations);
        writer.Write("masks", Masks);
        writer.Write<int>("actions", Actions);
        writer.Write<float>("rewards", _rewards);
        writer.Write("ended", _ended);
        writer.Write<float>("after_end", _afterEnd);
    }

    public void LoadState(StateReader reader)
    {
        Step = (int)reader.ReadInt64("step");
        reader.Read("observations", Observations.AsSpan());
        reader.Read("masks", Masks.AsSpan());
        reader.Read("actions", Actions.AsSpan());
        reader.Read("rewards", _rewards.AsSpan());
        reader.Read("ended", _ended.AsSpan());
        reader.Read("after_end", _afterEnd.AsSpan());
    }
}
