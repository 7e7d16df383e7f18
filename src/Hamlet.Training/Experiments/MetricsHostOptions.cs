using Hamlet.Metrics;

namespace Hamlet.Training.Experiments;

/// <summary>The keys of the section <c>metrics</c> that concern every output; each output is a key of its own beside them.</summary>
[Options]
public sealed partial record MetricsHostOptions
{
    /// <summary>Of the records of training updates and of episodes, every n-th is written.</summary>
    [Range(1, int.MaxValue)]
    public int LogFrequency { get; init; } = 1;

    /// <summary>Episodes after which the outputs are flushed; beside that they are every two seconds.</summary>
    [Option(Unit = "episodes"), Range(1, int.MaxValue)]
    public int FlushEvery { get; init; } = 10;

    /// <summary>Whether distributions are written: of predictions and of network parameters. Numbers always are.</summary>
    public bool LogHistograms { get; init; } = true;

    /// <summary>Whether distributions of gradients are written, beside those of parameters.</summary>
    public bool LogGradients { get; init; }

    /// <summary>Distributions of predictions are written in every n-th record of an agent's trainings.</summary>
    [Option(Unit = "records"), Range(1, int.MaxValue)]
    public int HistogramsEvery { get; init; } = 100;

    /// <summary>Distributions of network parameters and gradients are written at every n-th training of an agent.</summary>
    [Option(Unit = "trainings"), Range(1, int.MaxValue)]
    public int NetworkEvery { get; init; } = 1000;

    /// <summary>The meters of an agent's first environment are written at every n-th step of the agent.</summary>
    [Option(Unit = "steps"), Range(1, int.MaxValue)]
    public int MetersEvery { get; init; } = 100;

    /// <summary>What an agent used in an episode, and how it went on from there, is written for every n-th episode.</summary>
    [Option(Unit = "episodes"), Range(1, int.MaxValue)]
    public int AffordancesEvery { get; init; } = 1;

    /// <summary>Where an agent was is written, as a table and as a picture, after every n-th episode, for these n together.</summary>
    [Option(Unit = "episodes"), Range(1, int.MaxValue)]
    public int HeatmapEvery { get; init; } = 100;

    /// <summary>The least time between two records of the training's speed.</summary>
    [Option(Unit = "seconds"), Range(0, double.PositiveInfinity)]
    public double PerformanceEvery { get; init; } = 1;

    /// <summary>What algorithms are told of distributions.</summary>
    public HistogramOptions Histograms => new()
    {
        Enabled = LogHistograms, Gradients = LogGradients, Every = HistogramsEvery, NetworkEvery = NetworkEvery,
    };

    /// <summary>Whether whole episodes are kept as files, in <c>replays/</c> of the run's directory.</summary>
    public bool ReplayStorage { get; init; }

    /// <summary>Of the episodes, which share is kept. The seed says which ones.</summary>
    [Range(0, 1)]
    public double ReplaySampleRate { get; init; } = 0.1;

    /// <summary>Whether those files are compressed.</summary>
    public bool ReplayGzip { get; init; }
}
