using Hamlet.Configuration;

namespace Hamlet.Training.Experiments;

/// <summary>How the greedy policy is measured while training goes on: the section <c>evaluation</c>. Its steps are not counted.</summary>
[Options]
public sealed partial record EvaluationOptions
{
    internal const int DefaultMaxSteps = 100_000;

    /// <summary>Training steps between two evaluations; 0 for none.</summary>
    [Option(Unit = "steps"), Range(0, 1e15)]
    public long EverySteps { get; init; }

    /// <summary>Episodes of each evaluation, on an environment of its own.</summary>
    [Option(Aliases = ["n_eval_episodes"], Unit = "episodes"), Range(1, 100_000)]
    public int Episodes { get; init; } = 20;

    /// <summary>
    /// Fresh episodes of other seeds on which the best policy, the final one and a uniformly random one are measured when training ends;
    /// 0 for none.
    /// </summary>
    [Option(Unit = "episodes"), Range(0, 100_000)]
    public int FinalEpisodes { get; init; } = 100;

    /// <summary>
    /// The step after which an episode is truncated in an evaluation where the environment has no step limit (<c>environment.max_steps</c>): else
    /// a policy that never comes to an end is never measured.
    /// </summary>
    [Option(Unit = "steps"), Range(1, int.MaxValue)]
    public int MaxSteps { get; init; } = DefaultMaxSteps;

    /// <summary>The name in the tags <c>eval/NAME/...</c>; null for the experiment's.</summary>
    public string? Name { get; init; }

    /// <summary>Where the section stands.</summary>
    public ConfigSpan Source { get; init; }
}
