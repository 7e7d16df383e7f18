using Hamlet.Networks;

namespace Hamlet.Numerics;

/// <summary>The values of a forward pass, and the gradients of a backward one.</summary>
internal sealed unsafe class ManagedWorkspace : IWorkspace
{
    /// <summary>
    /// Rows that go through all layers together, so that their values are still in the cache when the next layer reads them; results
    /// do not depend on it.
    /// </summary>
    public const int RowBlock = 128;

    private readonly AlignedFloats[] _values;
    private readonly AlignedFloats[] _outputs;
    private readonly AlignedFloats[] _outputGradients;
    private readonly AlignedFloats[] _gradients;

    /// <summary>Allocates.</summary>
    public ManagedWorkspace(NetworkLayout layout, int maxRows, bool gradients)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRows);
        Layout = layout;
        MaxRows = maxRows;
        HasGradients = gradients;
        int block = Math.Min(maxRows, RowBlock);
        int trunk = layout.Spec.Trunk.Hidden.Count;
        _values =
        [
            .. layout.Layers.Select(
                (layer, i) => new AlignedFloats(Size(gradients && i < trunk ? maxRows : block, layer.RowLength))),
        ];
        _outputs = [.. layout.Heads.Select(head => new AlignedFloats(Size(maxRows, head.Spec.Width)))];
        _outputGradients = gradients ? [.. layout.Heads.Select(head => new AlignedFloats(Size(maxRows, head.Spec.Width)))] : [];
        _gradients = gradients ? [.. layout.Layers.Select(layer => new AlignedFloats(Size(block, layer.RowLength)))] : [];
    }

    /// <summary>What it was made for.</summary>
    public NetworkLayout Layout { get; }

    /// <summary>Whether a backward pass may follow.</summary>
    public bool HasGradients { get; }

    /// <inheritdoc/>
    public int MaxRows { get; }

    /// <summary>Rows of the last forward pass.</summary>
    public int Rows { get; set; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalState => [];

    /// <inheritdoc/>
    public ReadOnlySpan<float> Output(int head) => _outputs[head].Span[..(Rows * Layout.Heads[head].Spec.Width)];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The workspace was made without gradients.</exception>
    public Span<float> OutputGradient(int head)
    {
        return HasGradients
            ? _outputGradients[head].Span[..(Rows * Layout.Heads[head].Spec.Width)]
            : throw new InvalidOperationException("The workspace was made without gradients: CreateWorkspace(maxRows, true).");
    }

    /// <summary>
    /// The values of a layer from a row on: all rows of a trunk's layer where gradients are wanted, else those of one block.
    /// </summary>
    public float* Values(int layer, int row)
    {
        bool keeps = HasGradients && layer < Layout.Spec.Trunk.Hidden.Count;
        return _values[layer].Pointer + (keeps ? (nint)row * Layout.Layers[layer].RowLength : 0);
    }

    /// <summary>The gradient of the values of a layer, one block of rows.</summary>
    public float* Gradients(int layer) => _gradients[layer].Pointer;

    /// <summary>The values of a head from a row on.</summary>
    public float* OutputPointer(int head, int row) => _outputs[head].Pointer + ((nint)row * Layout.Heads[head].Spec.Width);

    /// <summary>The gradient of a head's values from a row on.</summary>
    public float* OutputGradientPointer(int head, int row) => _outputGradients[head].Pointer + ((nint)row * Layout.Heads[head].Spec.Width);

    /// <summary>Does nothing: the memory is the garbage collector's.</summary>
    public void Dispose()
    {
    }

    private static long Size(int rows, int width) => (long)rows * width;
}
