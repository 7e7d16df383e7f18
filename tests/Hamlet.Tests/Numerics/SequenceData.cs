using Hamlet.Networks;

namespace Hamlet.Tests.Numerics;

/// <summary>A batch of sequences as arrays.</summary>
internal sealed record SequenceData(int Time, int Size, float[] Observations, float[] Initial, bool[] Resets)
{
    /// <summary>Random ones; about one row in four begins an episode, where there are resets.</summary>
    public static SequenceData Create(NetworkSpec spec, int time, int size, bool resets = true, bool initial = true) => new(
        time,
        size,
        Nets.Numbers(time * size * spec.Inputs, 21),
        initial ? Nets.Numbers(size * spec.StateSize, 22) : [],
        resets ? [.. Nets.Numbers(time * size, 23).Select(static v => v > 0.5f)] : []);

    public Batch AsBatch() => new(Observations, Size) { Time = Time, InitialState = Initial, Resets = Resets };

    public double[] InitialOf(int sequence, int stateSize) => Initial.Length == 0
        ? new double[stateSize]
        : [.. Initial.Skip(sequence * stateSize).Take(stateSize).Select(static v => (double)v)];

    /// <summary>Some of the steps of all sequences.</summary>
    public SequenceData Part(int first, int time, int inputs, float[] initial) => new(
        time,
        Size,
        Observations[(first * Size * inputs)..((first + time) * Size * inputs)],
        initial,
        Resets.Length == 0 ? [] : Resets[(first * Size)..((first + time) * Size)]);

    /// <summary>One of the sequences.</summary>
    public SequenceData Only(int sequence, int inputs, int stateSize) => new(
        Time,
        1,
        [.. Enumerable.Range(0, Time).SelectMany(t => Observations.Skip(((t * Size) + sequence) * inputs).Take(inputs))],
        Initial.Length == 0 ? [] : Initial[(sequence * stateSize)..((sequence + 1) * stateSize)],
        Resets.Length == 0 ? [] : [.. Enumerable.Range(0, Time).Select(t => Resets[(t * Size) + sequence])]);
}
