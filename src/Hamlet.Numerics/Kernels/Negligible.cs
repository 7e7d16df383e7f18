namespace Hamlet.Numerics;

/// <summary>
/// What is taken for 0 before it turns into a denormal number (below 1.2e-38): .NET cannot switch those off, and many processors compute
/// with them a hundred times slower. Probabilities of a softmax and the moments of dead units get there on their own.
/// </summary>
internal static class Negligible
{
    /// <summary>Gradients of activations: times any weight and activation worth the name they are normal numbers still.</summary>
    public const float Gradient = 1e-30f;

    /// <summary>Gradients of parameters, as Adam sees them: the square of this one times 1 - beta2 is a normal number still.</summary>
    public const float ParameterGradient = 1e-16f;

    /// <summary>What a recurrent layer remembers: it decays by itself, a factor a step.</summary>
    public const float State = 1e-30f;

    /// <summary>Adam's moments: far below what shows beside an epsilon of 1e-15 or more.</summary>
    public const float Moment = 1e-30f;

    /// <summary>0 for what is negligible as the gradient of an activation.</summary>
    public static float Cut(float gradient) => MathF.Abs(gradient) < Gradient ? 0 : gradient;
}
