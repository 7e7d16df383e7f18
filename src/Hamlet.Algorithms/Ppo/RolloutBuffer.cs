using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// What an agent saw, did and got since its last update, in flat arrays [steps, rows, ...]; sample i is that of step i / rows in row
/// i % rows.
/// </summary>
internal sealed class RolloutBuffer : IStateful
{
    private readonly int _steps;
    private readonly int _inputs;
    private readonly int _choiceSize;
    private readonly int _componentSize;
    private readonly int _maskSize;
    private readonly float[] _rewards;
    private readonly bool[] _ended;
    private readonly float[] _endValues;
    private readonly float[] _values;

    /// <summary>Allocates.</summary>
    /// <param name="environment">What the samples look like.</param>
    /// <param name="steps">The steps of one rollout.</param>
    /// <param name="rows">The number of environments.</param>
    public RolloutBuffer(EnvironmentSpec environment, int steps, int rows)
    {
        _steps = steps;
        Rows = rows;
        _inputs = environment.ObservationSize;
        _choiceSize = environment.Actions.DiscreteSize;
        _componentSize = environment.Actions.ContinuousSize;
        _maskSize = environment.HasMasks ? environment.Actions.MaskSize : 0;
        Observations = new float[checked(Size * _inputs)];
        Masks = new bool[checked(Size * _maskSize)];
        Choices = new int[checked(Size * _choiceSize)];
        Components = new float[checked(Size * _componentSize)];
        LogProbabilities = new float[Size];
        Advantages = new float[Size];
        Returns = new float[Size];
        _rewards = new float[Size];
        _ended = new bool[Size];
        _endValues = new float[Size];
        _values = new float[Size + rows];
    }

    /// <summary>The number of environments.</summary>
    public int Rows { get; }

    /// <summary>The number of samples of a rollout.</summary>
    public int Size => _steps * Rows;

    /// <summary>The steps that are there.</summary>
    public int Step { get; private set; }

    /// <summary>Whether the rollout is as long as it gets.</summary>
    public bool IsFull => Step == _steps;

    /// <summary>[steps, rows, inputs].</summary>
    public float[] Observations { get; }

    /// <summary>[steps, rows, mask size]; empty where the environment has no masks.</summary>
    public bool[] Masks { get; }

    /// <summary>[steps, rows, branches]; empty for continuous actions.</summary>
    public int[] Choices { get; }

    /// <summary>[steps, rows, components], as drawn; empty for discrete actions.</summary>
    public float[] Components { get; }

    /// <summary>[steps, rows].</summary>
    public float[] LogProbabilities { get; }

    /// <summary>[steps, rows], once the rollout is finished.</summary>
    public float[] Advantages { get; }

    /// <summary>[steps, rows]: advantage plus value, once the rollout is finished (TD(lambda)).</summary>
    public float[] Returns { get; }

    /// <summary>[steps, rows]: whether an episode ended in the step.</summary>
    public ReadOnlySpan<bool> Ended => _ended;

    /// <summary>[steps, rows].</summary>
    public Span<float> Values => _values.AsSpan(0, Size);

    /// <summary>Those of the present step, [rows, inputs].</summary>
    public Span<float> StepObservations => Slot(Observations, _inputs);

    /// <summary>Those of the present step, [rows, mask size].</summary>
    public Span<bool> StepMasks => Slot(Masks, _maskSize);

    /// <summary>Those of the present step, [rows, branches].</summary>
    public Span<int> StepChoices => Slot(Choices, _choiceSize);

    /// <summary>Those of the present step, [rows, components].</summary>
    public Span<float> StepComponents => Slot(Components, _componentSize);

    /// <summary>Those of the present step, [rows].</summary>
    public Span<float> StepLogProbabilities => Slot(LogProbabilities, 1);

    /// <summary>Those of the present step, [rows]; behind the last step those of what the agent sees now.</summary>
    public Span<float> StepValues => Slot(_values, 1);

    /// <summary>What a row's episode is still worth where it was truncated in the present step, [rows].</summary>
    public Span<float> StepEndValues => Slot(_endValues, 1);

    /// <summary>Takes what came of the present step's actions, and goes on to the next step.</summary>
    public void Add(EnvironmentRows rows)
    {
        rows.Rewards.CopyTo(Slot(_rewards, 1));
        Span<bool> ended = Slot(_ended, 1);
        for (int row = 0; row < Rows; row++)
        {
            ended[row] = rows.Terminated[row] || rows.Truncated[row];
        }

        Step++;
    }

    /// <summary>Computes advantages and returns; <see cref="StepValues"/> hold the values of what the agent sees now.</summary>
    public void Finish(double gamma, double lambda)
    {
        GeneralizedAdvantage.Compute(Rows, _rewards, _values, _ended, _endValues, gamma, lambda, Advantages);
        for (int i = 0; i < Size; i++)
        {
            Returns[i] = Advantages[i] + _values[i];
        }
    }

    /// <summary>Begins a new rollout.</summary>
    public void Clear() => Step = 0;

    /// <summary>1 - Var(return - value) / Var(return).</summary>
    public float ExplainedVariance()
    {
        double variance = Variance(Returns);
        return variance == 0 ? float.NaN : (float)(1 - (Variance(Advantages) / variance));
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        int samples = Step * Rows;
        writer.Write("step", Step);
        writer.Write<float>("observations", Observations.AsSpan(0, samples * _inputs));
        writer.Write("masks", Masks.AsSpan(0, samples * _maskSize));
        writer.Write<int>("choices", Choices.AsSpan(0, samples * _choiceSize));
        writer.Write<float>("components", Components.AsSpan(0, samples * _componentSize));
        writer.Write<float>("log_probabilities", LogProbabilities.AsSpan(0, samples));
        writer.Write<float>("rewards", _rewards.AsSpan(0, samples));
        writer.Write("ended", _ended.AsSpan(0, samples));
        writer.Write<float>("end_values", _endValues.AsSpan(0, samples));
        writer.Write<float>("values", _values.AsSpan(0, samples));
    }

    /// <inheritdoc/>
    /// <exception cref="StateException">The rollout does not fit into this buffer.</exception>
    public void LoadState(StateReader reader)
    {
        long step = reader.ReadInt64("step");
        if (step < 0 || step >= _steps)
        {
            throw new StateException($"The rollout is at step {step}, now rollouts have {_steps} steps.");
        }

        Step = (int)step;
        int samples = Step * Rows;
        reader.Read("observations", Observations.AsSpan(0, samples * _inputs));
        reader.Read("masks", Masks.AsSpan(0, samples * _maskSize));
        reader.Read("choices", Choices.AsSpan(0, samples * _choiceSize));
        reader.Read("components", Components.AsSpan(0, samples * _componentSize));
        reader.Read("log_probabilities", LogProbabilities.AsSpan(0, samples));
        reader.Read("rewards", _rewards.AsSpan(0, samples));
        reader.Read("ended", _ended.AsSpan(0, samples));
        reader.Read("end_values", _endValues.AsSpan(0, samples));
        reader.Read("values", _values.AsSpan(0, samples));
    }

    private static double Variance(ReadOnlySpan<float> values)
    {
        double mean = 0;
        foreach (float value in values)
        {
            mean += value;
        }

        mean /= values.Length;
        double sum = 0;
        foreach (float value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum / values.Length;
    }

    private Span<T> Slot<T>(T[] values, int width) => values.AsSpan(Step * Rows * width, Rows * width);
}
