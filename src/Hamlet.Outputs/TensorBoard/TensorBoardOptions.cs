using Hamlet.Metrics;

namespace Hamlet.Outputs.TensorBoard;

/// <summary>The options of the output <c>tensorboard</c>.</summary>
[Options]
public sealed partial record TensorBoardOptions : ISinkOptions
{
    /// <summary>Whether event files are written.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The most buckets that a histogram is sorted into. TensorBoard's pages draw 30; a bucket takes 12 bytes.</summary>
    [Range(1, 512)]
    [Option(Unit = "buckets")]
    public int HistogramBuckets { get; init; } = 30;
}
