namespace Hamlet.Algorithms.Intrinsic;

/// <summary>How the weight of an intrinsic reward falls.</summary>
public enum RndAnnealing
{
    /// <summary>By a factor at each episode at which the agent's last episodes were long and alike.</summary>
    Adaptive,

    /// <summary>On a straight line over a share of training.</summary>
    Linear,

    /// <summary>Not at all.</summary>
    None,
}
