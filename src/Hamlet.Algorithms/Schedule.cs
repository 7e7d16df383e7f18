namespace Hamlet.Algorithms;

/// <summary>How a quantity changes over training.</summary>
public enum Schedule
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It falls in a straight line to 0 at the end of training.</summary>
    Linear,
}
