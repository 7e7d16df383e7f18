using Hamlet;

namespace Hamlet.SamplePlugins;

/// <summary>What one update of the actor and the critic was like.</summary>
[MetricRecord("actor_critic")]
public readonly partial record struct A2cMetrics(
    [Step] long Step,
    [Agent] int Agent,
    [Scalar("A2C/Policy_Loss")] double PolicyLoss,
    [Scalar("A2C/Value_Loss")] double ValueLoss,
    [Scalar("A2C/Entropy", Unit = "nats")] double Entropy);
