namespace Hamlet.Training.Experiments;

/// <summary>What the experiment is called and where its randomness begins: the section <c>experiment</c>.</summary>
[Options]
public sealed partial record ExperimentOptions
{
    /// <summary>The experiment's name: a part of the path of its runs, and the name of its evaluation.</summary>
    public string Name { get; init; } = "hamlet_experiment";

    /// <summary>What it is about, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>The seed that every random stream of the run is derived from.</summary>
    public ulong Seed { get; init; } = 1;
}
