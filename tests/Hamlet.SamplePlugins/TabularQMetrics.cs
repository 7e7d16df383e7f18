using Hamlet;
using Hamlet.Metrics;

namespace Hamlet.SamplePlugins;

/// <summary>What the table learned from one step.</summary>
[MetricRecord]
public readonly partial record struct TabularQMetrics(
    [Step] long Step,
    [Agent] int Agent,
    [Scalar("Sample/TD_Error")] double TdError,
    [Scalar("Sample/Greatest_Value")] double GreatestValue);
