using Hamlet;

namespace Hamlet.SamplePlugins;

/// <summary>
/// One update of an adversarial motion prior (Peng et al., 2021, https://arxiv.org/abs/2104.02180): a discriminator learns to tell what the
/// agent does from demonstrations, and the agent is rewarded for deceiving it. Written as a stranger's plugin would add it: this file is all.
/// </summary>
[MetricRecord]
public readonly partial record struct AdversarialPriorMetrics(
    [Step] long Step,
    [Agent] int Agent,
    [Scalar("losses/disc_loss")] float DiscLoss,
    [Scalar("info/disc_agent_acc", Unit = "1")] float DiscAgentAcc,
    [Scalar("info/disc_demo_acc", Unit = "1")] float DiscDemoAcc,
    [Scalar("info/disc_agent_logit")] float DiscAgentLogit,
    [Scalar("info/disc_demo_logit")] float DiscDemoLogit,
    [Scalar("info/disc_grad_penalty")] float DiscGradPenalty,
    [Scalar("info/disc_reward_mean")] float DiscRewardMean,
    [Scalar("info/disc_reward_std")] float DiscRewardStd);
