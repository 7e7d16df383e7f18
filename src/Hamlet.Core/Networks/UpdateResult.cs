namespace Hamlet.Networks;

/// <summary>What an update tells of itself.</summary>
/// <param name="Loss">The mean weighted loss.</param>
/// <param name="GradientNorm">The norm of the gradient before clipping.</param>
/// <param name="ValueMean">The mean predicted value of the actions taken.</param>
/// <param name="ValueStd">Their standard deviation.</param>
public readonly record struct UpdateResult(float Loss, float GradientNorm, float ValueMean, float ValueStd);
