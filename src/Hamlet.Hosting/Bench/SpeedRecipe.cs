using Hamlet.Hosting.Input;

namespace Hamlet.Hosting.Bench;

/// <summary>A training whose speed is measured.</summary>
/// <param name="Name">What it is, with its settings.</param>
/// <param name="Floor">Environment steps a second that it must make on one core.</param>
/// <param name="Source">The experiment.</param>
/// <param name="ActFlops">Arithmetic of the networks for each environment step while acting.</param>
/// <param name="LearnFlops">Likewise while learning, for each step that is learned from.</param>
/// <param name="Learned">How many of so many steps are learned from: at the beginning and after the last update none are.</param>
internal sealed record SpeedRecipe(string Name, double Floor, ExperimentSource Source, double ActFlops, double LearnFlops, Func<long, long> Learned)
{
    private const int Rollout = 4 * 128;
    private const int TrainFrequency = 10;
    private const int LearningStarts = 10_000;

    private static readonly PerceptronWork s_actor = new(4, 64, 64, 2);
    private static readonly PerceptronWork s_critic = new(4, 64, 64, 1);
    private static readonly PerceptronWork s_values = new(4, 120, 84, 2);

    // On one core, no evaluations, and one record of the speed for the whole training.
    private static readonly string[] s_common = ["evaluation.every_steps=0", "evaluation.final_episodes=0", "metrics.performance_every=1e9", "training.threads=1"];

    /// <summary>CleanRL's ppo.py: each sample is learned from in each of four passes.</summary>
    public static SpeedRecipe Ppo { get; } = new(
        "CartPole PPO (4 environments, 128 steps, 4 epochs of 4 minibatches, 64-64 tanh)",
        60_000,
        new ExperimentSource
        {
            Environment = "cartpole",
            Algorithm = "ppo",
            Assignments =
            [
                .. s_common, "environment.num_envs=4", "agents.0.n_steps=128", "agents.0.batch_size=128", "agents.0.n_epochs=4",
                "agents.0.learning_rate=0.00025", "agents.0.learning_rate_schedule=linear", "agents.0.ent_coef=0.01", "agents.0.vf_coef=0.25",
                "agents.0.clip_range_vf=0.2", "agents.0.network={ hidden: [64, 64], activation: tanh }",
            ],
        },
        ActFlops: s_actor.Forward + s_critic.Forward,
        LearnFlops: 4 * (s_actor.Update + s_critic.Update),
        Learned: static steps => steps / Rollout * Rollout);

    /// <summary>CleanRL's dqn.py: every ten steps 128 transitions, each through the target network too.</summary>
    public static SpeedRecipe Dqn { get; } = new(
        "CartPole DQN (1 environment, batch 128 every 10 steps, 120-84 relu)",
        20_000,
        new ExperimentSource
        {
            Environment = "cartpole",
            Algorithm = "dqn",
            Assignments =
            [
                .. s_common, "agents.0.learning_rate=0.00025", "agents.0.batch_size=128", "agents.0.train_frequency=10", "agents.0.gradient_steps=1",
                "agents.0.replay_buffer_size=10000", "agents.0.learning_starts=10000", "agents.0.target_update_frequency=500",
                "agents.0.target_update_unit=steps", "agents.0.double_dqn=false", "agents.0.loss=mse", "agents.0.network={ hidden: [120, 84] }",
                "exploration={ type: epsilon_greedy, epsilon_start: 1.0, epsilon_min: 0.05, epsilon_fraction: 0.5 }",
            ],
        },
        // On average over training: epsilon falls from 1 to 0.05 in its first half, and only who does not explore asks the network.
        ActFlops: (1 - ((0.5 * (1 + 0.05) / 2) + (0.5 * 0.05))) * s_values.Forward,
        LearnFlops: 12.8 * (s_values.Forward + s_values.Update),
        Learned: static steps => steps < LearningStarts ? 0 : ((steps / TrainFrequency) - ((LearningStarts - 1) / TrainFrequency)) * TrainFrequency);
}
