namespace Hamlet.Environments;

/// <summary>
/// What a wrapper may offer beside <see cref="IWrapper"/>: all that it does to what a policy sees is clamp((x - shift) * scale, low, high) for
/// each value, such as normalisation by statistics. With it the wrapper can be exported with a policy.
/// </summary>
public interface IAffineObservations
{
    /// <summary>Says which numbers these are at present.</summary>
    /// <param name="shift">[observation size]; receives what is taken off.</param>
    /// <param name="scale">[observation size]; receives what that is multiplied by.</param>
    /// <returns>The bounds of the result, which may be infinite.</returns>
    (float Low, float High) Describe(Span<float> shift, Span<float> scale);
}
