using Hamlet.Analysis.Rules;
using Hamlet.Configuration;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Analysis.Rules;

public sealed class TagRulesTests
{
    [Theory]
    [InlineData("Episode/Total_Reward", "Reward")]
    [InlineData("agent_1/rewards/mean", "Reward")]
    [InlineData("eval/town/success_rate", "SuccessRate")]
    [InlineData("eval/town/mean_return", "EvaluationReward")]
    [InlineData("Training/Loss", "Loss")]
    [InlineData("Training/Q_Mean", "QValue")]
    [InlineData("losses/c_loss", "ValueLoss")]
    [InlineData("info/kl", "Kl")]
    [InlineData("Gradients/Total_Norm", "GradientNorm")]
    [InlineData("Exploration/Epsilon", "Epsilon")]
    [InlineData("Episode/Intrinsic_Reward", "IntrinsicReward")]
    [InlineData("rollout/ep_rew_mean", "Reward")]
    [InlineData("eval/mean_reward", "EvaluationReward")]
    [InlineData("train/entropy_loss", "Entropy")]
    [InlineData("train/approx_kl", "Kl")]
    [InlineData("train/policy_gradient_loss", "PolicyLoss")]
    [InlineData("rollout/exploration_rate", "Epsilon")]
    [InlineData("charts/episodic_return", "Reward")]
    [InlineData("charts/SPS", "Throughput")]
    [InlineData("losses/td_loss", "Loss")]
    [InlineData("losses/clipfrac", "ClipFraction")]
    [InlineData("rewards/iter", "Reward")]
    [InlineData("Episode/rew_tracking_lin_vel", "RewardComponent")]
    [InlineData("Episode_Reward/feet_air_time", "RewardComponent")]
    [InlineData("performance/step_inference_rl_update_fps", "Throughput")]
    [InlineData("ray/tune/env_runners/episode_return_mean", "Reward")]
    [InlineData("ray/tune/info/learner/default_policy/learner_stats/vf_explained_var", "ExplainedVariance")]
    [InlineData("ray/tune/learners/default_policy/mean_kl_loss", "Kl")]
    [InlineData("train_loss", "Loss")]
    [InlineData("lr-Adam", "LearningRate")]
    [InlineData("grad_2.0_norm_total", "GradientNorm")]
    [InlineData("Meters/Energy", null)]
    [InlineData("my/own/thing", null)]
    [InlineData("", null)]
    public void TheNamesOfAllFrameworksAreKnown(string tag, string? quantity) =>
        Assert.Equal(quantity, AnalysisRules.Default.Tags.Match(tag)?.Quantity.ToString());

    [Fact]
    public void AUsersPatternsGoFirstAndTakeTagsOut()
    {
        using var directory = new TempDirectory();
        File.WriteAllText(directory.File("rules.yaml"), """
            quantities:
              reward: [score_of_*]
              none: [losses/entropy]
            thresholds: { kl_high: 0.5 }
            """);

        AnalysisRules rules = AnalysisRules.Load(directory.File("rules.yaml"));

        Assert.Equal((Quantity.Reward, -1, "a/"), (rules.Tags.Match("a/score_of_town")!.Quantity, rules.Tags.Match("a/score_of_town")!.Rank, rules.Tags.Match("a/score_of_town")!.Prefix));
        Assert.Null(rules.Tags.Match("losses/entropy"));
        Assert.Equal((0.5, 0.3), (rules.Thresholds.KlHigh, rules.Thresholds.SuccessLow));
    }

    [Fact]
    public void WhatIsWrongInAFileOfRulesIsSaidAllAtOnce()
    {
        using var directory = new TempDirectory();
        File.WriteAllText(directory.File("rules.yaml"), """
            quantities: { rewrd: [a] }
            thresholds: { kl_hgh: 0.5, clip_high: 7 }
            """);

        ConfigException e = Assert.Throws<ConfigException>(() => AnalysisRules.Load(directory.File("rules.yaml")));

        Assert.Equal(3, e.Errors.Count);
        Assert.Contains("did you mean 'reward'?", e.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'kl_high'?", e.Message, StringComparison.Ordinal);
        Assert.Contains("'clip_high' is at least 0 and at most 1", e.Message, StringComparison.Ordinal);
    }
}
