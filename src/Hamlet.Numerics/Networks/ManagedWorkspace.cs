using Hamlet.Configuration;
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

    /// <summary>Fewer rows than these are nothing to share: the tiles of a product have up to eight.</summary>
    public const int LeastRows = 8;

    // Four gigabytes: options that are each in range can ask for more than an array can hold.
    private const long MaxValues = 1 << 30;

    private readonly AlignedFloats[] _values;
    private readonly AlignedFloats[] _outputs;
    private readonly AlignedFloats[] _outputGradients;
    private readonly AlignedFloats[] _gradients;
    private readonly int _block;

    /// <summary>Allocates.</summary>
    /// <param name="layout">The network's.</param>
    /// <param name="maxRows">The greatest number of rows.</param>
    /// <param name="gradients">Whether a backward pass may follow.</param>
    /// <param name="threads">How many may share the rows.</param>
    /// <exception cref="ConfigException">It would be larger than an array can be.</exception>
    public ManagedWorkspace(NetworkLayout layout, int maxRows, bool gradients, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRows);
        Layout = layout;
        MaxRows = maxRows;
        HasGradients = gradients;
        Threads = Math.Min(threads, (maxRows + LeastRows - 1) / LeastRows);
        Stripe = Math.Min(maxRows, RowBlock * (Threads == 1 ? 1 : 2 * Threads));
        Pass = new NetworkPass(this);
        _block = Math.Min(maxRows, RowBlock);
        _values = [.. layout.Layers.Select((layer, i) => new AlignedFloats(Size(KeepsValues(i) ? maxRows : Threads * _block, layer.RowLength)))];
        _outputs = [.. layout.Heads.Select(head => new AlignedFloats(Size(maxRows, head.Spec.Width)))];
        _outputGradients = gradients ? [.. layout.Heads.Select(head => new AlignedFloats(Size(maxRows, head.Spec.Width)))] : [];
        _gradients = gradients
            ? [.. layout.Layers.Select((layer, i) => new AlignedFloats(Size(IsRecurrent(i) ? maxRows : Stripe, layer.RowLength)))]
            : [];
        Memory = layout.Recurrent is null ? null : new RecurrentMemory(layout.Recurrent, maxRows, gradients);
    }

    /// <summary>What it was made for.</summary>
    public NetworkLayout Layout { get; }

    /// <summary>Whether a backward pass may follow.</summary>
    public bool HasGradients { get; }

    /// <inheritdoc/>
    public int MaxRows { get; }

    /// <summary>How many threads may share a pass.</summary>
    public int Threads { get; }

    /// <summary>
    /// Rows that go back through all layers before the gradients of their weights are summed: as many as the threads have work with, and few
    /// enough to be in a cache still. Results do not depend on it.
    /// </summary>
    public int Stripe { get; }

    /// <summary>What the threads share.</summary>
    public NetworkPass Pass { get; }

    /// <summary>Rows of the last forward pass.</summary>
    public int Rows { get; set; }

    /// <summary>The states of the recurrent layer, where there is one.</summary>
    public RecurrentMemory? Memory { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalState => Memory is null ? [] : Memory.Final;

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
    /// The values of a layer from a row on: all rows of a recurrent layer, which goes through them by time, and of a trunk's layer where
    /// gradients are wanted; else those of one block, of which each thread has its own.
    /// </summary>
    public float* Values(int layer, int row, int thread) =>
        _values[layer].Pointer + (KeepsValues(layer) ? Offset(layer, row) : Offset(layer, thread * _block));

    /// <summary>The gradient of the values of a layer from a row on: all rows of a recurrent layer, else one stripe.</summary>
    public float* Gradients(int layer, int row) => _gradients[layer].Pointer + Offset(layer, IsRecurrent(layer) ? row : row % Stripe);

    /// <summary>The values of a head from a row on.</summary>
    public float* OutputPointer(int head, int row) => _outputs[head].Pointer + ((nint)row * Layout.Heads[head].Spec.Width);

    /// <summary>The gradient of a head's values from a row on.</summary>
    public float* OutputGradientPointer(int head, int row) => _outputGradients[head].Pointer + ((nint)row * Layout.Heads[head].Spec.Width);

    /// <summary>Does nothing: the memory is the garbage collector's.</summary>
    public void Dispose()
    {
    }

    private bool KeepsValues(int layer) => IsRecurrent(layer) || (HasGradients && layer < Layout.Spec.Trunk.Hidden.Count);

    private bool IsRecurrent(int layer) =>
        Layout.Recurrent is { } recurrent && (layer == recurrent.InputLayer || layer == recurrent.StateLayer);

    private nint Offset(int layer, int row) => (nint)row * Layout.Layers[layer].RowLength;

    private long Size(int rows, int width)
    {
        long size = (long)rows * width;
        return size <= MaxValues ? size : throw new ConfigException(Layout.Spec.Trunk.Span, FormattableString.Invariant(
            $"{rows:N0} rows at once would be {size:N0} numbers in one layer, {MaxValues:N0} are possible: make the batch, 'hidden' or 'recurrent_size' smaller"));
    }
}
