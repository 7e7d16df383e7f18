using Hamlet.Algorithms.Ppo;
using Hamlet.Networks;

namespace Hamlet.Tests.Algorithms.Ppo;

/// <summary>The arrays behind a <see cref="PolicyUpdate"/>, to be filled by a test.</summary>
internal sealed class UpdateArrays(int size, int inputs) : IPolicySamples
{
    public float[] Observations { get; init; } = new float[size * inputs];

    public int Time { get; init; } = 1;

    public float[] InitialState { get; init; } = [];

    public bool[] Resets { get; init; } = [];

    public int[] Branches { get; init; } = [];

    public int[] Choices { get; init; } = [];

    public float[] Components { get; init; } = [];

    public bool[] Masks { get; init; } = [];

    public float[] MeanLow { get; init; } = [];

    public float[] MeanHigh { get; init; } = [];

    public float[] OldLogProbabilities { get; init; } = new float[size];

    public float[] OldValues { get; init; } = new float[size];

    public float[] Advantages { get; init; } = new float[size];

    public float[] Returns { get; init; } = new float[size];

    public float[] LogProbabilities { get; } = new float[size];

    public float[] Entropies { get; } = new float[size];

    public float[] BoundsLosses { get; } = new float[size];

    public float[] Values { get; } = new float[size];

    public float ClipRange { get; init; } = 0.2f;

    public float ValueClipRange { get; init; } = float.PositiveInfinity;

    public float EntropyCoefficient { get; init; }

    public float ValueCoefficient { get; init; } = 0.5f;

    public float BoundsCoefficient { get; init; }

    public float KlLimit { get; init; } = float.PositiveInfinity;

    public float MaxNorm { get; init; } = float.PositiveInfinity;

    public PolicyUpdate AsUpdate() => new()
    {
        Size = size,
        Time = Time,
        InitialState = InitialState,
        Resets = Resets,
        Observations = Observations,
        Branches = Branches,
        Choices = Choices,
        Components = Components,
        Masks = Masks,
        MeanLow = MeanLow,
        MeanHigh = MeanHigh,
        OldLogProbabilities = OldLogProbabilities,
        OldValues = OldValues,
        Advantages = Advantages,
        Returns = Returns,
        ClipRange = ClipRange,
        ValueClipRange = ValueClipRange,
        EntropyCoefficient = EntropyCoefficient,
        ValueCoefficient = ValueCoefficient,
        BoundsCoefficient = BoundsCoefficient,
        KlLimit = KlLimit,
        MaxNorm = MaxNorm,
        LogProbabilities = LogProbabilities,
        Entropies = Entropies,
        BoundsLosses = BoundsLosses,
        Values = Values,
    };
}
