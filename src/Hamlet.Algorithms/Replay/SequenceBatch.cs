using Hamlet.Networks;

namespace Hamlet.Algorithms.Replay;

/// <summary>
/// The arrays of one minibatch of sequences, allocated once. A sequence has a part that only brings the memory to where it was, a part that is
/// learned from, and the steps behind it that targets look at; all arrays are by time and then by sequence.
/// </summary>
/// <param name="shape">How long the parts are.</param>
/// <param name="size">The number of sequences.</param>
/// <param name="observationSize">The number of values of one observation.</param>
/// <param name="maskSize">The number of switches of one mask; 0 where every action is always allowed.</param>
/// <param name="stateSize">The values that a network remembers.</param>
internal sealed class SequenceBatch(SequenceShape shape, int size, int observationSize, int maskSize, int stateSize)
{
    public SequenceShape Shape { get; } = shape;

    public int Size { get; } = size;

    /// <summary>Where in the replay each sequence was found.</summary>
    public int[] Slots { get; } = new int[size];

    /// <summary>[size, state size]: what the network that acted remembered before the first step.</summary>
    public float[] InitialState { get; } = new float[size * stateSize];

    /// <summary>[whole length, size, observation size].</summary>
    public float[] Observations { get; } = new float[shape.Whole * size * observationSize];

    /// <summary>[whole length, size]: whether an episode begins.</summary>
    public bool[] Begins { get; } = new bool[shape.Whole * size];

    /// <summary>[whole length, size, mask size].</summary>
    public bool[] Masks { get; } = new bool[shape.Whole * size * maskSize];

    /// <summary>[length, size]: whether a step was made, and not just an episode's last observation seen.</summary>
    public bool[] IsStep { get; } = new bool[shape.Length * size];

    /// <summary>[length, size].</summary>
    public int[] Actions { get; } = new int[shape.Length * size];

    /// <summary>[length, size]: the rewards up to where the target looks, discounted and added up.</summary>
    public float[] Rewards { get; } = new float[shape.Length * size];

    /// <summary>[length, size]: what the value there counts; 0 if the episode terminated on the way.</summary>
    public float[] Discounts { get; } = new float[shape.Length * size];

    /// <summary>[length, size]: how many steps ahead the target looks.</summary>
    public int[] Lookaheads { get; } = new int[shape.Length * size];

    /// <summary>[size]: what each sequence's loss counts.</summary>
    public float[] Weights { get; } = [.. Enumerable.Repeat(1f, size)];

    /// <summary>[size]: receives how far each sequence is from its targets, as a priority.</summary>
    public float[] Priorities { get; } = new float[size];

    /// <summary>All of it, from what was remembered.</summary>
    public Batch Whole => new(Observations, Size) { Time = Shape.Whole, InitialState = InitialState, Resets = Begins };

    /// <summary>The first part, from what was remembered.</summary>
    public Batch BurnIn => Part(0, Shape.BurnIn, InitialState);

    /// <summary>All but the first part, from what a network remembers then.</summary>
    public Batch Behind(ReadOnlySpan<float> state) => Part(Shape.BurnIn, Shape.Whole - Shape.BurnIn, state);

    private Batch Part(int first, int time, ReadOnlySpan<float> state) =>
        new(Observations.AsSpan(first * Size * observationSize, time * Size * observationSize), Size)
        {
            Time = time,
            InitialState = state,
            Resets = Begins.AsSpan(first * Size, time * Size),
        };
}
