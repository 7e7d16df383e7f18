namespace Hamlet.Training.Experiments;

/// <summary>The keys of the section <c>environment</c> that every environment has; the plugin's own stand beside them.</summary>
[Options]
public sealed partial record EnvironmentHostOptions
{
    /// <summary>The environment plugin.</summary>
    public string Type { get; init; } = "town";

    /// <summary>How many copies each agent steps at once; those of all agents are at most 1,048,576.</summary>
    [Range(1, 65536)]
    public int NumEnvs { get; init; } = 1;

    /// <summary>The step limit of an episode, at which it is truncated; null for the environment's own.</summary>
    [Option(Aliases = ["max_steps_per_episode"], Unit = "steps"), Range(1, int.MaxValue)]
    public int? MaxSteps { get; init; }
}
