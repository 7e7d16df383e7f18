namespace Hamlet.Numerics;

/// <summary>How the managed backend computes.</summary>
[Options]
public sealed partial record ManagedBackendOptions
{
    /// <summary>
    /// The instruction set: <c>512</c> (AVX-512), <c>256</c> (AVX2 with FMA), <c>portable</c> (128 bits on any processor), or <c>auto</c>
    /// for the widest that the processor has. Results are equal to the last bit within <c>portable</c> on every machine, and between
    /// <c>256</c> and <c>512</c>; the two groups differ by rounding.
    /// </summary>
    [OneOf("auto", "portable", "256", "512")]
    public string Simd { get; init; } = "auto";
}
