namespace Hamlet.Environments;

/// <summary>Consecutive rows of an <see cref="EnvironmentBatch"/>.</summary>
public readonly ref struct EnvironmentRows
{
    /// <summary>The number of the first row within the environment.</summary>
    public required int First { get; init; }

    /// <summary>The number of rows.</summary>
    public required int Count { get; init; }

    /// <summary>The number of values of one observation.</summary>
    public required int ObservationSize { get; init; }

    /// <summary>The number of switches of one mask.</summary>
    public required int MaskSize { get; init; }

    /// <summary>What the agent sees now: after an episode's end, already the first observation of the next one.</summary>
    public required Span<float> Observations { get; init; }

    /// <summary>The last observation of the episode, in the rows whose episode ended in this step; undefined elsewhere.</summary>
    public required Span<float> FinalObservations { get; init; }

    /// <summary>The reward of this step.</summary>
    public required Span<float> Rewards { get; init; }

    /// <summary>Whether the episode ended in this step by the world's rules: nothing comes after, nothing is bootstrapped.</summary>
    public required Span<bool> Terminated { get; init; }

    /// <summary>Whether the episode was cut off in this step by a limit: it would have gone on, so its value is bootstrapped.</summary>
    public required Span<bool> Truncated { get; init; }

    /// <summary>Why the episode ended, in the rows where it did: an index into <see cref="EnvironmentSpec.EndReasons"/>.</summary>
    public required Span<int> EndReasons { get; init; }

    /// <summary>Which actions are allowed for <see cref="Observations"/>; at least one of each branch is.</summary>
    public required Span<bool> Masks { get; init; }

    /// <summary>
    /// Which actions would have been allowed for <see cref="FinalObservations"/>, in the rows that were truncated in this step; undefined
    /// elsewhere. An environment without masks leaves it all true, as it begins.
    /// </summary>
    public required Span<bool> FinalMasks { get; init; }

    /// <summary>The choices to step with.</summary>
    public required Span<int> Actions { get; init; }

    /// <summary>The numbers to step with, where actions are continuous.</summary>
    public required Span<float> ContinuousActions { get; init; }

    /// <summary>
    /// Copies to rows of a batch of the same actions all that a step or a reset wrote but the observations, final ones included: rewards, ends,
    /// masks.
    /// </summary>
    public void CopyOutcomeTo(EnvironmentRows other)
    {
        Rewards.CopyTo(other.Rewards);
        Terminated.CopyTo(other.Terminated);
        Truncated.CopyTo(other.Truncated);
        EndReasons.CopyTo(other.EndReasons);
        Masks.CopyTo(other.Masks);
        FinalMasks.CopyTo(other.FinalMasks);
    }

    /// <summary>Some of these rows.</summary>
    /// <param name="start">The first, counted from the first of these.</param>
    /// <param name="count">How many.</param>
    public EnvironmentRows Slice(int start, int count)
    {
        int branches = Actions.Length / Count;
        int components = ContinuousActions.Length / Count;
        return new EnvironmentRows
        {
            First = First + start,
            Count = count,
            ObservationSize = ObservationSize,
            MaskSize = MaskSize,
            Observations = Observations.Slice(start * ObservationSize, count * ObservationSize),
            FinalObservations = FinalObservations.Slice(start * ObservationSize, count * ObservationSize),
            Rewards = Rewards.Slice(start, count),
            Terminated = Terminated.Slice(start, count),
            Truncated = Truncated.Slice(start, count),
            EndReasons = EndReasons.Slice(start, count),
            Masks = Masks.Slice(start * MaskSize, count * MaskSize),
            FinalMasks = FinalMasks.Slice(start * MaskSize, count * MaskSize),
            Actions = Actions.Slice(start * branches, count * branches),
            ContinuousActions = ContinuousActions.Slice(start * components, count * components),
        };
    }

    /// <summary>The observation of a row, counted from the first of these.</summary>
    public Span<float> Observation(int row) => Observations.Slice(row * ObservationSize, ObservationSize);

    /// <summary>The final observation of a row.</summary>
    public Span<float> FinalObservation(int row) => FinalObservations.Slice(row * ObservationSize, ObservationSize);

    /// <summary>The mask of a row.</summary>
    public Span<bool> Mask(int row) => Masks.Slice(row * MaskSize, MaskSize);

    /// <summary>The final mask of a row.</summary>
    public Span<bool> FinalMask(int row) => FinalMasks.Slice(row * MaskSize, MaskSize);
}
