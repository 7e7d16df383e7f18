namespace Hamlet.Networks;

/// <summary>A network that is trained.</summary>
public interface INetwork : IInference
{
    /// <summary>
    /// Computes the gradient of the parameters from the head gradients in the workspace, which must hold the activations of the same
    /// batch (made with gradients). Allocates nothing.
    /// </summary>
    /// <param name="batch">The batch of the forward pass.</param>
    /// <param name="workspace">
    /// Its activations and the gradients of every head; those of a state-independent head are summed over the rows.
    /// </param>
    /// <param name="accumulate">Whether to add to the gradient of an earlier pass instead of replacing it.</param>
    void Backward(in Batch batch, IWorkspace workspace, bool accumulate = false);

    /// <summary>Copies the gradient out, in the order of the parameters.</summary>
    void ReadGradients(Span<float> destination);

    /// <summary>Makes the optimizer of these parameters.</summary>
    IOptimizer CreateOptimizer(OptimizerOptions options);

    /// <summary>A network of the same spec with a copy of the parameters, without memory for gradients.</summary>
    IInference CreateInference();
}
