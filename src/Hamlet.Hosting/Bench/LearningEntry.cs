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

    // By what is new, and from an easier world into the real one.
    private static readonly string[] s_led = ["intrinsic={ type: rnd }", "curriculum={ type: adversarial }"];

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
        .. Baselines("L2"),
        Dqn("L2"),
        new("town_l2_ppo", "town_l2_ppo.yaml"),
        .. Recurrent("L2"),
        .. Baselines("L3"),
        Dqn("L3"),
        new("town_l3_ppo", "town_l3_ppo.yaml"),
        .. Recurrent("L3"),
    ];

    private static IEnumerable<LearningEntry> Town(string level)
    {
        string place = $"environment.level={level}";
        return
        [
            .. Baselines(level),
            Dqn(level),
            new($"{Prefix(level)}_ppo", "town_ppo.yaml", null, [place]),
            new($"{Prefix(level)}_ppo_rnd_curriculum", "town_ppo.yaml", null, [place, .. s_led]),
        ];
    }

    private static LearningEntry Dqn(string level) =>
        new($"{Prefix(level)}_dqn", "example_dqn.yaml", null, [$"environment.level={level}", "evaluation.every_steps=30000"]);

    private static IEnumerable<LearningEntry> Recurrent(string level)
    {
        string name = $"{Prefix(level)}_recurrent";
        return
        [
            new($"{name}_ppo", $"{name}_ppo.yaml"),
            new($"{name}_ppo_rnd_curriculum", $"{name}_ppo.yaml", null, s_led),
            new($"{name}_dqn", $"{name}_dqn.yaml"),
        ];
    }

    private static IEnumerable<LearningEntry> Baselines(string level)
    {
        string[] plays = [$"environment.level={level}", .. s_plays];
        return
        [
            new($"{Prefix(level)}_random", "town_ppo.yaml", null, ["agents=[{ algorithm: random }]", .. plays]),
            new($"{Prefix(level)}_greedy", "town_ppo.yaml", null, ["agents=[{ algorithm: town_greedy }]", .. plays]),
        ];
    }

    private static string Prefix(string level) => $"town_{level.ToLowerInvariant()}";
}
