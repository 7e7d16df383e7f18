using Hamlet.Networks;

namespace Hamlet.Numerics;

/// <summary>Where a head is found.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="First">
/// Its first column in the joint layer of all heads (with dueling that of the value, the advantages follow), or where a
/// state-independent head begins in the vector of parameters; 0 for features.
/// </param>
internal sealed record HeadLayout(HeadSpec Spec, int First)
{
    /// <summary>The columns of the joint layer that it needs.</summary>
    public static int Columns(HeadSpec spec) => spec.Kind switch
    {
        HeadKind.StateIndependent or HeadKind.Features => 0,
        HeadKind.Dueling => spec.Width + 1,
        _ => spec.Width,
    };
}
