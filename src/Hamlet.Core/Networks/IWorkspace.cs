namespace Hamlet.Networks;

/// <summary>
/// The activations of one forward pass. Each user of a network has its own, so that two passes do not disturb each other; it is
/// allocated once and then used for any batch up to its size.
/// </summary>
public interface IWorkspace : IDisposable
{
    /// <summary>The greatest number of rows.</summary>
    int MaxRows { get; }

    /// <summary>The values of a head after the last forward pass, [rows, width].</summary>
    ReadOnlySpan<float> Output(int head);

    /// <summary>
    /// Where the algorithm writes the gradient of its loss with respect to a head's values, [rows of the last forward pass, width]. Its
    /// content before is undefined.
    /// </summary>
    Span<float> OutputGradient(int head);

    /// <summary>The recurrent state after the last step, [size, state size]; empty for a feed-forward network.</summary>
    ReadOnlySpan<float> FinalState { get; }
}
