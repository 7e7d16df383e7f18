namespace Hamlet.Analysis.Rules;

/// <summary>
/// The tags of this framework, stable-baselines3, CleanRL, rl_games (with the tasks of Isaac Gym and Isaac Lab), RLlib (both stacks) and Lightning.
/// In each list the one to judge by stands first: means over many episodes before single episodes.
/// </summary>
internal static class BuiltInPatterns
{
    /// <summary>The patterns by quantity.</summary>
    public static IReadOnlyDictionary<Quantity, string[]> All { get; } = new Dictionary<Quantity, string[]>
    {
        [Quantity.SuccessRate] =
        [
            "rollout/success_rate", "eval/success_rate", "eval/*/success_rate", "charts/success_rate", "success_rate", "success_rate_mean", "success",
            "*success_rate*", "successes/iter", "consecutive_successes/iter", "is_success",
        ],
        [Quantity.Reward] =
        [
            "rewards/mean", "rollout/ep_rew_mean", "env_runners/episode_return_mean", "env_runners/episode_reward_mean", "sampler_results/episode_reward_mean",
            "episode_reward_mean", "episode_return_mean", "rewards/iter", "rewards0/iter", "rewards/step", "rewards0/step", "train/mean_reward",
            "charts/avg_episodic_return", "charts/episodic_return", "charts/mean_return", "episode/total_reward", "episode_reward", "episode_return",
            "ep_rew_mean", "ep_reward", "mean_reward", "avg_reward", "avg_ep_reward", "average_reward", "total_reward", "episodic_return",
            "mean_return", "scores/mean", "reward", "return", "score",
        ],
        [Quantity.EvaluationReward] =
        [
            "eval/*/mean_return", "eval/mean_reward", "eval/episodic_return", "evaluation/env_runners/episode_return_mean",
            "evaluation/episode_reward_mean", "evaluation/sampler_results/episode_reward_mean", "eval/mean_return", "eval/reward", "eval/return", "val_reward", "test/reward",
        ],
        [Quantity.EpisodeLength] =
        [
            "episode_lengths/mean", "rollout/ep_len_mean", "env_runners/episode_len_mean", "episode_len_mean", "episode_lengths/iter", "episode_lengths/step",
            "charts/episodic_length", "episode/survival_time", "episode_length", "ep_len_mean", "episodic_length", "mean_length", "episode_steps",
        ],
        [Quantity.RewardComponent] =
        [
            "episode/extrinsic_reward", "episode/rew_*", "episode/reward_*", "episode_reward/*", "episode/sums/*", "rew_terms/*", "reward_terms/*", "reward_components/*", "reward_component/*",
            "rewards/components/*", "components/*",
        ],
        [Quantity.IntrinsicReward] = ["episode/intrinsic_reward", "intrinsic_reward*", "*intrinsic_reward", "charts/curiosity_reward"],
        [Quantity.Entropy] =
        [
            "losses/entropy", "-train/entropy_loss", "-entropy_loss", "learner_stats/entropy", "learners/*/entropy", "learners/*/curr_entropy", "policy_entropy", "mean_entropy", "entropy",
        ],
        [Quantity.ValueLoss] =
        [
            "losses/c_loss", "train/value_loss", "losses/value_loss", "losses/v_loss", "learner_stats/vf_loss", "learners/*/vf_loss", "train/critic_loss", "losses/qf_loss", "losses/qf1_loss",
            "value_loss", "vf_loss", "critic_loss", "v_loss",
        ],
        [Quantity.PolicyLoss] =
        [
            "losses/a_loss", "train/policy_gradient_loss", "train/policy_loss", "losses/policy_loss", "train/actor_loss", "losses/actor_loss", "learner_stats/policy_loss",
            "learners/*/policy_loss", "policy_loss", "actor_loss", "pg_loss",
        ],
        [Quantity.Loss] =
        [
            "training/loss", "train/loss", "losses/td_loss", "learner_stats/total_loss", "learners/*/total_loss", "td_loss", "q_loss", "train_loss", "train_loss_epoch", "total_loss", "loss",
        ],
        [Quantity.QValue] = ["training/q_mean", "losses/q_values", "losses/qf1_values", "learner_stats/mean_q", "learners/*/qf_mean", "q_values", "q_mean", "mean_q"],
        [Quantity.Kl] = ["info/kl", "train/approx_kl", "losses/approx_kl", "learner_stats/kl", "learners/*/mean_kl_loss", "learners/*/mean_kl", "approx_kl", "kl", "kl_divergence"],
        [Quantity.ClipFraction] = ["info/clip_frac", "train/clip_fraction", "losses/clipfrac", "clip_fraction", "clip_frac", "clipfrac"],
        [Quantity.ExplainedVariance] =
        [
            "info/explained_variance", "train/explained_variance", "losses/explained_variance", "learner_stats/vf_explained_var", "learners/*/vf_explained_var", "explained_variance",
        ],
        [Quantity.Epsilon] = ["exploration/epsilon", "rollout/exploration_rate", "charts/epsilon", "cur_epsilon", "exploration_rate", "epsilon"],
        [Quantity.LearningRate] =
        [
            "training/learning_rate", "info/last_lr", "train/learning_rate", "charts/learning_rate", "learner_stats/cur_lr",
            "learners/*/default_optimizer_learning_rate", "lr-*", "learning_rate", "lr",
        ],
        [Quantity.GradientNorm] =
        [
            "gradients/total_norm", "learner_stats/grad_gnorm", "learners/*/gradients_default_optimizer_global_norm", "grad_*norm_total", "grad_norm_*_total", "train/grad_norm",
            "losses/grad_norm", "grad_norm", "gradient_norm", "total_grad_norm",
        ],
        [Quantity.Throughput] =
        [
            "performance/total_fps", "time/fps", "charts/sps", "performance/step_inference_rl_update_fps", "performance/step_fps", "num_env_steps_sampled_throughput_per_sec",
            "num_env_steps_trained_throughput_per_sec", "fps", "sps", "steps_per_second",
        ],
    };
}
