namespace Hamlet.Training.Sweeps;

/// <summary>How a sweep chooses its trials.</summary>
public enum SweepMethod
{
    /// <summary>Every combination of the listed values.</summary>
    Grid,

    /// <summary>Combinations drawn at random, each once.</summary>
    Random,

    /// <summary>
    /// Successive halving (Jamieson and Talwalkar, 2016, https://arxiv.org/abs/1502.07943): all trials train a little, the best share of them
    /// goes on for longer, and so on.
    /// </summary>
    Halving,
}
