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

    /// <summary>Whether whole episodes are kept as files, in <c>replays/</c> of the run's directory.</summary>
    public bool ReplayStorage { get; init; }

    /// <summary>Of the episodes, which share is kept. The seed says which ones.</summary>
    [Range(0, 1)]
    public double ReplaySampleRate { get; init; } = 0.1;

    /// <summary>Whether those files are compressed.</summary>
    public bool ReplayGzip { get; init; }
}
