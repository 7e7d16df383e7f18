namespace Hamlet.Algorithms;

/// <summary>What an algorithm may offer beside <see cref="IAlgorithm"/>: a step size that can be changed while it trains.</summary>
public interface ILearningRate
{
    /// <summary>
    /// The step size of the next updates. Setting it replaces the one of the options, which a schedule goes on to scale; it is part of the
    /// saved state.
    /// </summary>
    double LearningRate { get; set; }
}
