using Hamlet;

namespace HamletProgram;

/// <summary>What one update was like: each property a curve in TensorBoard and a column in SQLite.</summary>
[MetricRecord]
public readonly partial record struct NewLearnerMetrics(
    [Step] long Step,
    [Agent] int Agent,
    [Scalar("NewLearner/Loss")] double Loss,
    [Scalar("NewLearner/Mean_Value")] double MeanValue);
