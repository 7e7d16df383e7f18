namespace Hamlet.Networks;

/// <summary>Adam (Kingma and Ba, 2015) with PyTorch's defaults.</summary>
public sealed record OptimizerOptions
{
    /// <summary>Step size.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Decay of the first moment.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>What the first moment over the root of the second counts in a step: the step size, corrected for the first moment's start at 0.</summary>
    /// <param name="learningRate">The step size now.</param>
    /// <param name="step">How many steps there have been, this one included.</param>
    public double StepSize(double learningRate, long step) => learningRate / (1 - Power(Beta1, step));

    /// <summary>What corrects the root of the second moment for its start at 0.</summary>
    /// <param name="step">How many steps there have been, this one included.</param>
    public double RootScale(long step) => 1 / Math.Sqrt(1 - Power(Beta2, step));

    /// <summary>Refuses what makes no optimizer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A decay is outside of [0, 1), or epsilon is no positive float32.</exception>
    public void Check()
    {
        CheckDecay(Beta1, nameof(Beta1));
        CheckDecay(Beta2, nameof(Beta2));

        // 0 would make 0 / 0 of the parameters that have no gradient.
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero((float)Epsilon, nameof(Epsilon));
    }

    // By squaring: the same bits on every machine, which Math.Pow does not promise, and no state beside the step.
    private static double Power(double value, long exponent)
    {
        double result = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) != 0 ? result * value : result;
            value *= value;
        }

        return result;
    }

    private static void CheckDecay(double decay, string name)
    {
        if (!(decay >= 0 && decay < 1))
        {
            throw new ArgumentOutOfRangeException(name, decay, "A decay of Adam is at least 0 and below 1.");
        }
    }
}
