using Hamlet.Configuration;
using Hamlet.Training.Checkpoints;

namespace Hamlet.Training.Sweeps;

/// <summary>A sweep: one experiment trained with many choices. Beside these keys its file has <c>parameters</c> and <c>set</c>.</summary>
[Options]
public sealed partial record SweepOptions
{
    /// <summary>The sweep's name, which is the directory of its runs; null for the name of its file.</summary>
    public string? Name { get; init; }

    /// <summary>The experiment file, relative to the sweep's.</summary>
    public required string Config { get; init; }

    /// <summary>How trials are chosen.</summary>
    public SweepMethod Method { get; init; } = SweepMethod.Grid;

    /// <summary>How many trials are drawn at random; null for all combinations.</summary>
    [Range(1, 10_000)]
    public int? Trials { get; init; }

    /// <summary>The seed that trials are drawn by.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Each trial is trained once with each of these seeds, and ranked by the mean; none for the experiment's own.</summary>
    public IReadOnlyList<ulong> Seeds { get; init; } = [];

    /// <summary>How many runs train at once, each in a process of its own; null for as many as there are processors.</summary>
    [Option(Unit = "processes"), Range(1, 4096)]
    public int? Parallel { get; init; }

    /// <summary>What trials are ranked by.</summary>
    public SweepMetric Metric { get; init; } = SweepMetric.FinalReturn;

    /// <summary>Whether the best is the greatest or the smallest.</summary>
    public CheckpointMode Mode { get; init; } = CheckpointMode.Max;

    /// <summary>Of halving: one of so many trials goes on, for so many times the steps.</summary>
    [Range(2, 100)]
    public int Eta { get; init; } = 3;

    /// <summary>Of halving: how long all trials train first; null for what leaves one trial in the end.</summary>
    [Option(Unit = "steps"), Range(1, 1e15)]
    public long? FirstSteps { get; init; }

    /// <summary>Where the sweep stands.</summary>
    public ConfigSpan Source { get; init; }
}
