using Hamlet.State;

namespace Hamlet.Networks;

/// <summary>Changes a network's parameters by its gradient. Its moments are part of a checkpoint.</summary>
public interface IOptimizer : IStateful
{
    /// <summary>The step size, which a schedule may change between steps.</summary>
    double LearningRate { get; set; }

    /// <summary>Scales the gradient down to a greatest norm, then steps.</summary>
    /// <param name="maxNorm">The greatest Euclidean norm of the whole gradient; infinity for no clipping.</param>
    /// <returns>The norm before clipping.</returns>
    float Step(float maxNorm = float.PositiveInfinity);
}
