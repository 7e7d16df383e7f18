using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

/// <summary>Eight numbers: what training logs at an update.</summary>
[MetricRecord]
internal readonly partial record struct LossMetrics(
    [Step] long Step,
    [Scalar("Training/A")] float A,
    [Scalar("Training/B")] float B = 2,
    [Scalar("Training/C")] float C = 3,
    [Scalar("Training/D")] float D = 4,
    [Scalar("Training/E")] double E = 5,
    [Scalar("Training/F")] double F = 6,
    [Scalar("Training/G")] int G = 7,
    [Scalar("Training/H")] long H = 8);
