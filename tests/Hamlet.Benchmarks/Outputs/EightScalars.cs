using Hamlet.Metrics;

namespace Hamlet.Benchmarks.Outputs;

/// <summary>The record that outputs are measured with: eight numbers, tags as long as real ones.</summary>
[MetricRecord("eight_scalars")]
public readonly partial record struct EightScalars
{
    [Step] public required long Step { get; init; }

    [Agent] public required int Agent { get; init; }

    [Scalar("Training/TD_Error")] public required float TdError { get; init; }

    [Scalar("Training/Loss")] public required float Loss { get; init; }

    [Scalar("Training/Q_Mean")] public required float QMean { get; init; }

    [Scalar("Training/Q_Std")] public required float QStd { get; init; }

    [Scalar("Training/RND_Error")] public required float RndError { get; init; }

    [Scalar("Exploration/Epsilon")] public required float Epsilon { get; init; }

    [Scalar("Curriculum/Stage")] public required float Stage { get; init; }

    [Scalar("Gradients/Total_Norm")] public required float GradientNorm { get; init; }
}
