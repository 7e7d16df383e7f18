using Hamlet.Networks;

namespace Hamlet.Algorithms.Replay;

/// <summary>The arrays of one minibatch of transitions, allocated once.</summary>
/// <param name="size">The number of transitions.</param>
/// <param name="observationSize">The number of values of one observation.</param>
/// <param name="maskSize">The number of switches of one mask; 0 where every action is always allowed.</param>
/// <param name="weighted">Whether some transitions' losses count less than others'.</param>
internal sealed class TransitionBatch(int size, int observationSize, int maskSize, bool weighted = false)
{
    public int Size { get; } = size;

    /// <summary>Where in the replay buffer each transition was found.</summary>
    public int[] Slots { get; } = new int[size];

    public float[] Observations { get; } = new float[size * observationSize];

    public int[] Actions { get; } = new int[size];

    public float[] Rewards { get; } = new float[size];

    public float[] Discounts { get; } = new float[size];

    public float[] NextObservations { get; } = new float[size * observationSize];

    public bool[] NextMasks { get; } = new bool[size * maskSize];

    /// <summary>What each transition's loss counts; empty where all count the same.</summary>
    public float[] Weights { get; } = new float[weighted ? size : 0];

    public float[] TdErrors { get; } = new float[size];

    /// <summary>The minibatch as an update; <see cref="TdErrors"/> receives its temporal differences.</summary>
    public QUpdate AsQUpdate(QLoss loss, bool doubleQ, float maxNorm) => new()
    {
        Size = Size,
        Observations = Observations,
        Actions = Actions,
        Rewards = Rewards,
        Discounts = Discounts,
        NextObservations = NextObservations,
        NextMasks = NextMasks,
        Weights = Weights,
        TdErrors = TdErrors,
        Loss = loss,
        DoubleQ = doubleQ,
        MaxNorm = maxNorm,
    };
}
