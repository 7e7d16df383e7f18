namespace Hamlet.Networks;

/// <summary>The loss of a temporal difference.</summary>
public enum QLoss
{
    /// <summary>Quadratic within ±1, linear beyond (Mnih et al., 2015, "error clipping"; PyTorch's smooth L1).</summary>
    Huber,

    /// <summary>Quadratic: half the square, whose gradient is the difference itself.</summary>
    Mse,
}
