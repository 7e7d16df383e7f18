using Hamlet.State;

namespace Hamlet.Networks;

/// <summary>A network that is only evaluated: a target, a policy. Its parameters are one vector of float32 inside the backend.</summary>
public interface IInference : IStateful, IDisposable
{
    /// <summary>What it was made from.</summary>
    NetworkSpec Spec { get; }

    /// <summary>The named parts of the parameter vector, in order and without gaps.</summary>
    IReadOnlyList<ParameterSlice> Parameters { get; }

    /// <summary>The length of the parameter vector.</summary>
    int ParameterCount { get; }

    /// <summary>Allocates the activations of a forward pass.</summary>
    /// <param name="maxRows">The greatest number of rows (size times time) of a batch.</param>
    /// <param name="gradients">Whether a backward pass will follow.</param>
    IWorkspace CreateWorkspace(int maxRows, bool gradients = false);

    /// <summary>Computes the heads of a batch. Allocates nothing.</summary>
    void Forward(in Batch batch, IWorkspace workspace);

    /// <summary>Copies the parameters out, in the order of <see cref="Parameters"/>.</summary>
    void ReadParameters(Span<float> destination);

    /// <summary>Replaces the parameters.</summary>
    void WriteParameters(ReadOnlySpan<float> source);

    /// <summary>Takes the parameters of a network of the same spec and backend.</summary>
    void CopyFrom(IInference source);

    /// <summary>Moves the parameters towards those of another: this = (1 - tau) * this + tau * source (polyak averaging).</summary>
    void Lerp(IInference source, float tau);
}
