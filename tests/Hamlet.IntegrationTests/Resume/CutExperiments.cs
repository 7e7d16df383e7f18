namespace Hamlet.IntegrationTests.Resume;

/// <summary>The experiments that are cut and resumed: between them they have every kind of state that there is.</summary>
internal static class CutExperiments
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names => [.. s_all.Keys];

    /// <summary>The file of an experiment.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="steps">How long it trains.</param>
    public static string Text(string name, int steps) =>
        $$"""
        experiment: { name: {{name}}, seed: 3 }
        {{s_all[name]}}
        training: { total_steps: {{steps}} }
        evaluation: { every_steps: {{steps / 8}}, episodes: 4, final_episodes: 4 }
        checkpoints: { every_steps: {{steps / 27}}, every_minutes: 0.002, keep: 2 }
        metrics: { csv: true, replay_storage: true, replay_sample_rate: 0.3, network_every: 20, histograms_every: 5 }
        """;

    // Twelve agents of their own, which share a replay; one of another kind beside them has its own.
    private static readonly string s_twelve = string.Concat(Enumerable.Range(0, 12).Select(static i => FormattableString.Invariant(
        $"  - {{ agent_id: agent_{i}, algorithm: dqn, batch_size: 32, replay_buffer_size: 500, learning_starts: 200, train_frequency: 2, network: {{ hidden: [32, 32] }} }}\n")));

    private static readonly Dictionary<string, string> s_all = new(StringComparer.Ordinal)
    {
        ["dqn_per"] =
            """
            environment: { type: cartpole, num_envs: 2 }
            agents: [{ algorithm: dqn, learning_rate: 0.001, batch_size: 32, replay_buffer_size: 3000, learning_starts: 200, train_frequency: 4, prioritized_replay: true, n_steps: 3, network: { hidden: [32, 32] } }]
            exploration: { type: epsilon_greedy, epsilon_fraction: 0.3 }
            """,
        ["ppo_rnd"] =
            """
            environment: { type: cartpole, num_envs: 4, wrappers: [{ type: normalize_observation }, { type: normalize_reward }] }
            agents: [{ algorithm: ppo, n_steps: 64, batch_size: 64, n_epochs: 3, network: { hidden: [32] } }]
            intrinsic: { type: rnd, weight: 0.5 }
            callbacks: [{ type: learning_rate, mode: step, every_steps: 3000, factor: 0.8 }]
            """,
        ["ppo_recurrent"] =
            """
            environment: { type: cartpole, num_envs: 4, wrappers: [{ type: frame_stack, frames: 2 }] }
            agents: [{ algorithm: ppo, n_steps: 64, batch_size: 128, n_epochs: 2, network: { hidden: [16], recurrent: gru, recurrent_size: 16 } }]
            """,
        ["crowd"] =
            $$"""
            environment: { type: town, world: {{Support.Repository.Config("worlds/town8.yaml")}}, max_steps: 200 }
            agents:
              - { agent_id: crowd, clones: 12, algorithm: dqn, batch_size: 32, replay_buffer_size: 4000, learning_starts: 300, train_frequency: 24, network: { hidden: [32] } }
            curriculum: { type: adversarial, min_steps: 200, window: 5 }
            """,
        ["shared"] =
            $$"""
            environment: { type: cartpole, max_steps: 100 }
            agents:
            {{s_twelve}}  - { agent_id: other, algorithm: dqn, batch_size: 16, replay_buffer_size: 500, gamma: 0.9, learning_starts: 200, prioritized_replay: true, network: { hidden: [16] } }
            """,
    };
}
