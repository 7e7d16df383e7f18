namespace Hamlet.Metrics;

/// <summary>Which distributions are logged, and how often: each costs as much as a thousand numbers.</summary>
public sealed record HistogramOptions
{
    /// <summary>Whether distributions of predictions and of parameters are logged.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether distributions of gradients are logged beside those of parameters.</summary>
    public bool Gradients { get; init; }

    /// <summary>Distributions of predictions are logged in every n-th record of a training.</summary>
    public int Every { get; init; } = 100;

    /// <summary>Distributions of parameters and gradients are logged at every n-th training.</summary>
    public int NetworkEvery { get; init; } = 1000;

    /// <summary>Whether distributions of predictions are due.</summary>
    /// <param name="record">Counts the records of the agent's trainings from 1.</param>
    public bool IsDue(long record) => Enabled && record % Every == 0;

    /// <summary>Whether distributions of parameters or gradients are due.</summary>
    /// <param name="training">Counts the agent's trainings from 1.</param>
    public bool IsNetworkDue(long training) => (Enabled || Gradients) && training % NetworkEvery == 0;
}
