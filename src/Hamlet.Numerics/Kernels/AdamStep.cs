namespace Hamlet.Numerics;

/// <summary>The numbers of one step of Adam.</summary>
/// <param name="GradientScale">What clipping multiplies the gradient by.</param>
/// <param name="Beta1">Decay of the first moment.</param>
/// <param name="OneMinusBeta1">What the gradient counts in it.</param>
/// <param name="Beta2">Decay of the second moment.</param>
/// <param name="OneMinusBeta2">What the gradient's square counts in it.</param>
/// <param name="StepSize">The learning rate divided by the first moment's bias correction.</param>
/// <param name="RootScale">One over the root of the second moment's bias correction.</param>
/// <param name="Epsilon">Added to the root of the corrected second moment.</param>
internal readonly record struct AdamStep(
    float GradientScale,
    float Beta1,
    float OneMinusBeta1,
    float Beta2,
    float OneMinusBeta2,
    float StepSize,
    float RootScale,
    float Epsilon);
