namespace Hamlet.Networks;

/// <summary>What stands between two layers.</summary>
public enum Activation
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,
}
