using Hamlet.Analysis.Rules;

namespace Hamlet.Tests.Analysis.Support;

/// <summary>What a framework calls things; an empty name is not logged.</summary>
internal sealed record Dialect(string Name, IReadOnlyDictionary<Quantity, string> Tags)
{
    public static Dialect[] OnPolicy { get; } =
    [
        new("ours", new Dictionary<Quantity, string>
        {
            [Quantity.Reward] = "rewards/mean", [Quantity.EpisodeLength] = "episode_lengths/mean", [Quantity.SuccessRate] = "eval/town/success_rate",
            [Quantity.Entropy] = "losses/entropy", [Quantity.ValueLoss] = "losses/c_loss", [Quantity.PolicyLoss] = "losses/a_loss", [Quantity.Kl] = "info/kl",
            [Quantity.ClipFraction] = "info/clip_frac", [Quantity.ExplainedVariance] = "info/explained_variance", [Quantity.GradientNorm] = "Gradients/Total_Norm",
            [Quantity.Throughput] = "performance/total_fps", [Quantity.RewardComponent] = "Episode/rew_forward",
        }),
        new("sb3", new Dictionary<Quantity, string>
        {
            [Quantity.Reward] = "rollout/ep_rew_mean", [Quantity.EpisodeLength] = "rollout/ep_len_mean", [Quantity.SuccessRate] = "rollout/success_rate",
            [Quantity.Entropy] = "-train/entropy_loss", [Quantity.ValueLoss] = "train/value_loss", [Quantity.PolicyLoss] = "train/policy_gradient_loss",
            [Quantity.Kl] = "train/approx_kl", [Quantity.ClipFraction] = "train/clip_fraction", [Quantity.ExplainedVariance] = "train/explained_variance",
            [Quantity.GradientNorm] = "train/grad_norm", [Quantity.Throughput] = "time/fps", [Quantity.RewardComponent] = "rollout/reward_components/forward",
        }),
        new("cleanrl", new Dictionary<Quantity, string>
        {
            [Quantity.Reward] = "charts/episodic_return", [Quantity.EpisodeLength] = "charts/episodic_length", [Quantity.SuccessRate] = "charts/success_rate",
            [Quantity.Entropy] = "losses/entropy", [Quantity.ValueLoss] = "losses/value_loss", [Quantity.PolicyLoss] = "losses/policy_loss", [Quantity.Kl] = "losses/approx_kl",
            [Quantity.ClipFraction] = "losses/clipfrac", [Quantity.ExplainedVariance] = "losses/explained_variance", [Quantity.GradientNorm] = "losses/grad_norm",
            [Quantity.Throughput] = "charts/SPS", [Quantity.RewardComponent] = "reward_components/forward",
        }),
        new("rllib", new Dictionary<Quantity, string>
        {
            [Quantity.Reward] = "ray/tune/env_runners/episode_return_mean", [Quantity.EpisodeLength] = "ray/tune/env_runners/episode_len_mean",
            [Quantity.SuccessRate] = "ray/tune/env_runners/success_rate", [Quantity.Entropy] = "ray/tune/learners/default_policy/entropy",
            [Quantity.ValueLoss] = "ray/tune/learners/default_policy/vf_loss", [Quantity.PolicyLoss] = "ray/tune/learners/default_policy/policy_loss",
            [Quantity.Kl] = "ray/tune/learners/default_policy/mean_kl_loss", [Quantity.ExplainedVariance] = "ray/tune/learners/default_policy/vf_explained_var",
            [Quantity.ClipFraction] = "ray/tune/clip_fraction", [Quantity.GradientNorm] = "ray/tune/learners/default_policy/gradients_default_optimizer_global_norm",
            [Quantity.Throughput] = "ray/tune/num_env_steps_sampled_throughput_per_sec", [Quantity.RewardComponent] = "ray/tune/reward_components/forward",
        }),
    ];

    public static Dialect[] OffPolicy { get; } =
    [
        new("ours", new Dictionary<Quantity, string>
        {
            [Quantity.Reward] = "Episode/Total_Reward", [Quantity.EpisodeLength] = "Episode/Survival_Time", [Quantity.Loss] = "Training/Loss",
            [Quantity.QValue] = "Training/Q_Mean", [Quantity.Epsilon] = "Exploration/Epsilon", [Quantity.GradientNorm] = "Gradients/Total_Norm",
            [Quantity.Throughput] = "performance/total_fps",
        }),
        new("cleanrl", new Dictionary<Quantity, string>
        {
            [Quantity.Reward] = "charts/episodic_return", [Quantity.EpisodeLength] = "charts/episodic_length", [Quantity.Loss] = "losses/td_loss",
            [Quantity.QValue] = "losses/q_values", [Quantity.Epsilon] = "charts/epsilon", [Quantity.GradientNorm] = "losses/grad_norm",
            [Quantity.Throughput] = "charts/SPS",
        }),
    ];
}
