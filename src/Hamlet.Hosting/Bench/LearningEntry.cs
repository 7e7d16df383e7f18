namespace Hamlet.Hosting.Bench;

/// <summary>A line of the learning table: an experiment and what it should reach.</summary>
/// <param name="Name">What <c>--only</c> calls it.</param>
/// <param name="Config">The experiment's file, in the directory of configurations.</param>
/// <param name="Bar">The least score that is good enough; null for a line that is there to be compared with.</param>
/// <param name="Assignments">What is changed of the file, as by <c>--set</c>.</param>
internal sealed record LearningEntry(string Name, string Config, double? Bar = null, params IReadOnlyList<string> Assignments)
{
    // Nothing is learned: a few steps for form's sake, then the 100 episodes.
    private static readonly string[] s_plays = ["environment.num_envs=1", "training.total_steps=1", "evaluation.every_steps=0"];

    /// <summary>Whether the score is the length of an episode, as where living is the aim, instead of its return.</summary>
    public bool CountsSurvival => Name.StartsWith("town_", StringComparison.Ordinal);

    /// <summary>All lines.</summary>
    public static IReadOnlyList<LearningEntry> All { get; } =
    [
        new("cartpole_ppo", "cartpole_ppo.yaml", 500),
        new("cartpole_dqn", "cartpole_dqn.yaml", 475),
        new("acrobot_dqn", "acrobot_dqn.yaml", -90),
        new("acrobot_ppo", "acrobot_ppo.yaml", -90),
        new("mountain_car_dqn", "mountain_car_dqn.yaml", -115),
        new("pendulum_ppo", "pendulum_ppo.yaml", -250),
        .. Town("L0_0"),
        .. Town("L0_5"),
        .. Town("L1"),
    ];

    private static IEnumerable<LearningEntry> Town(string level)
    {
        string name = $"town_{level.ToLowerInvariant()}";
        string place = $"environment.level={level}";
        yield return new($"{name}_random", "town_ppo.yaml", null, [place, "agents=[{ algorithm: random }]", .. s_plays]);
        yield return new($"{name}_greedy", "town_ppo.yaml", null, [place, "agents=[{ algorithm: town_greedy }]", .. s_plays]);
        yield return new($"{name}_dqn", "example_dqn.yaml", null, [place, "evaluation.every_steps=30000"]);
        yield return new($"{name}_ppo", "town_ppo.yaml", null, [place]);
    }
}
