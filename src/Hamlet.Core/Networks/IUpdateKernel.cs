namespace Hamlet.Networks;

/// <summary>A whole update done by a backend on its device. A network that offers one for an update implements this beside <see cref="INetwork"/>.</summary>
/// <typeparam name="TUpdate">The update as data.</typeparam>
public interface IUpdateKernel<TUpdate>
    where TUpdate : allows ref struct
{
    /// <summary>Computes targets, loss and gradient, clips and steps; equal to the portable code within rounding.</summary>
    UpdateResult Update(in TUpdate update, IInference target, IOptimizer optimizer);
}
