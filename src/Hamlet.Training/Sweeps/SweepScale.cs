namespace Hamlet.Training.Sweeps;

/// <summary>On which scale a range is drawn from evenly.</summary>
public enum SweepScale
{
    /// <summary>Equal differences are equally likely.</summary>
    Linear,

    /// <summary>Equal ratios are equally likely.</summary>
    Log,
}
