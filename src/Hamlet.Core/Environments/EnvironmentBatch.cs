using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>
/// The flat arrays that a vector of environments is stepped over, allocated once. Row after row: observations
/// [rows, observation size], masks [rows, mask size], actions [rows, branches or components], and one value a row of the rest.
/// </summary>
public sealed class EnvironmentBatch : IStateful
{
    private readonly float[] _observations;
    private readonly float[] _finalObservations;
    private readonly float[] _rewards;
    private readonly bool[] _terminated;
    private readonly bool[] _truncated;
    private readonly int[] _endReasons;
    private readonly bool[] _masks;
    private readonly bool[] _finalMasks;
    private readonly int[] _actions;
    private readonly float[] _continuousActions;

    /// <summary>Allocates the arrays; all masks are true.</summary>
    public EnvironmentBatch(EnvironmentSpec spec, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        Spec = spec;
        Rows = rows;
        ObservationSize = spec.ObservationSize;
        MaskSize = spec.Actions.MaskSize;
        _observations = new float[rows * ObservationSize];
        _finalObservations = new float[rows * ObservationSize];
        _rewards = new float[rows];
        _terminated = new bool[rows];
        _truncated = new bool[rows];
        _endReasons = new int[rows];
        _masks = new bool[rows * MaskSize];
        _masks.AsSpan().Fill(true);
        _finalMasks = new bool[rows * MaskSize];
        _finalMasks.AsSpan().Fill(true);
        _actions = new int[rows * spec.Actions.DiscreteSize];
        _continuousActions = new float[rows * spec.Actions.ContinuousSize];
    }

    /// <summary>What the environment is like.</summary>
    public EnvironmentSpec Spec { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of values of one observation.</summary>
    public int ObservationSize { get; }

    /// <summary>The number of switches of one mask.</summary>
    public int MaskSize { get; }

    /// <summary>All rows.</summary>
    public EnvironmentRows All => Slice(0, Rows);

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write<float>("observations", _observations);
        writer.Write<float>("final_observations", _finalObservations);
        writer.Write<float>("rewards", _rewards);
        writer.Write("terminated", _terminated);
        writer.Write("truncated", _truncated);
        writer.Write<int>("end_reasons", _endReasons);
        writer.Write("masks", _masks);
        writer.Write("final_masks", _finalMasks);
        writer.Write<int>("actions", _actions);
        writer.Write<float>("continuous_actions", _continuousActions);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("observations", _observations.AsSpan());
        reader.Read("final_observations", _finalObservations.AsSpan());
        reader.Read("rewards", _rewards.AsSpan());
        reader.Read("terminated", _terminated);
        reader.Read("truncated", _truncated);
        reader.Read("end_reasons", _endReasons.AsSpan());
        reader.Read("masks", _masks);
        reader.Read("final_masks", _finalMasks);
        reader.Read("actions", _actions.AsSpan());
        reader.Read("continuous_actions", _continuousActions.AsSpan());
    }

    /// <summary>Some rows: those of one agent, or those that one thread steps.</summary>
    public EnvironmentRows Slice(int first, int count)
    {
        int branches = Spec.Actions.DiscreteSize;
        int components = Spec.Actions.ContinuousSize;
        return new EnvironmentRows
        {
            First = first,
            Count = count,
            ObservationSize = ObservationSize,
            MaskSize = MaskSize,
            Observations = _observations.AsSpan(first * ObservationSize, count * ObservationSize),
            FinalObservations = _finalObservations.AsSpan(first * ObservationSize, count * ObservationSize),
            Rewards = _rewards.AsSpan(first, count),
            Terminated = _terminated.AsSpan(first, count),
            Truncated = _truncated.AsSpan(first, count),
            EndReasons = _endReasons.AsSpan(first, count),
            Masks = _masks.AsSpan(first * MaskSize, count * MaskSize),
            FinalMasks = _finalMasks.AsSpan(first * MaskSize, count * MaskSize),
            Actions = _actions.AsSpan(first * branches, count * branches),
            ContinuousActions = _continuousActions.AsSpan(first * components, count * components),
        };
    }
}
