namespace Hamlet.Algorithms.Dqn;

/// <summary>What the Q-learning updates of one training were like, over all transitions of their minibatches.</summary>
[MetricRecord("training")]
public readonly partial record struct DqnMetrics
{
    /// <summary>The environment step.</summary>
    [Step]
    public long Step { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public int Agent { get; init; }

    /// <summary>
    /// The mean absolute temporal difference, |r + gamma * max Q'(s', a') - Q(s, a)|: how far predictions are from their targets.
    /// </summary>
    [Scalar("Training/TD_Error", Unit = "return")]
    public float TdError { get; init; }

    /// <summary>The mean loss that was descended.</summary>
    [Scalar("Training/Loss")]
    public float Loss { get; init; }

    /// <summary>The mean predicted value of the actions taken, Q(s, a). Growth without bound is divergence.</summary>
    [Scalar("Training/Q_Mean", Unit = "return")]
    public float QMean { get; init; }

    /// <summary>The standard deviation of the same values.</summary>
    [Scalar("Training/Q_Std", Unit = "return")]
    public float QStd { get; init; }

    /// <summary>The predicted values of all actions in the states of the last minibatch, after its update; in some records only.</summary>
    [Histogram("Training/Q_Values", Unit = "return")]
    public ReadOnlyMemory<float> QValues { get; init; }
}
