using Hamlet.Networks;
using Hamlet.State;

namespace Hamlet.Numerics;

/// <summary>A network that is evaluated on the processor.</summary>
internal unsafe class ManagedInference : IInference
{
    /// <summary>Makes a network whose parameters are all 0.</summary>
    public ManagedInference(NetworkLayout layout, VectorKernels kernels)
    {
        Layout = layout;
        Kernels = kernels;
        Vector = new AlignedFloats(layout.VectorLength);
    }

    /// <inheritdoc/>
    public NetworkSpec Spec => Layout.Spec;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSlice> Parameters => Layout.Slices;

    /// <inheritdoc/>
    public int ParameterCount => Layout.ParameterCount;

    /// <summary>How the parameters lie in memory.</summary>
    internal NetworkLayout Layout { get; }

    /// <summary>The instruction set's code.</summary>
    internal VectorKernels Kernels { get; }

    /// <summary>The parameters.</summary>
    internal AlignedFloats Vector { get; }

    /// <summary>Counts the changes of the parameters, for what is derived from them.</summary>
    internal int Version { get; private set; }

    /// <inheritdoc/>
    public IWorkspace CreateWorkspace(int maxRows, bool gradients = false) => new ManagedWorkspace(Layout, maxRows, gradients);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has another shape, or the workspace is another network's or too small.</exception>
    public void Forward(in Batch batch, IWorkspace workspace)
    {
        ManagedWorkspace own = Check(in batch, workspace);
        own.Rows = batch.Rows;
        fixed (float* observations = batch.Observations)
        {
            for (int row = 0; row < own.Rows; row += ManagedWorkspace.RowBlock)
            {
                ForwardBlock(own, observations + ((nint)row * Spec.Inputs), row, Math.Min(ManagedWorkspace.RowBlock, own.Rows - row));
            }
        }

        GC.KeepAlive(this);
        GC.KeepAlive(own);
    }

    /// <inheritdoc/>
    public void ReadParameters(Span<float> destination) => Layout.Export(Vector.Span, destination);

    /// <inheritdoc/>
    public void WriteParameters(ReadOnlySpan<float> source)
    {
        Layout.Import(source, Vector.Span);
        Touch();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The source has another spec or backend.</exception>
    public void CopyFrom(IInference source)
    {
        Same(source).Vector.Span.CopyTo(Vector.Span);
        Touch();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The source has another spec or backend.</exception>
    public void Lerp(IInference source, float tau)
    {
        ManagedInference other = Same(source);
        Kernels.Lerp(Vector.Pointer, other.Vector.Pointer, Vector.Length, tau);
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        Touch();
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        float[] values = new float[ParameterCount];
        ReadParameters(values);
        foreach (ParameterSlice slice in Parameters)
        {
            writer.Write<float>(slice.Name, values.AsSpan(slice.Offset, slice.Length), slice.Shape);
        }
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        float[] values = new float[ParameterCount];
        foreach (ParameterSlice slice in Parameters)
        {
            reader.Read(slice.Name, values.AsSpan(slice.Offset, slice.Length));
        }

        WriteParameters(values);
    }

    /// <summary>Does nothing: the memory is the garbage collector's.</summary>
    public void Dispose()
    {
    }

    /// <summary>Says that the parameters have changed.</summary>
    internal void Touch() => Version++;

    /// <summary>The workspace as this network's own.</summary>
    private protected ManagedWorkspace Check(in Batch batch, IWorkspace workspace)
    {
        if (workspace is not ManagedWorkspace own || !own.Layout.IsSameAs(Layout))
        {
            throw new ArgumentException("The workspace belongs to another network.", nameof(workspace));
        }

        if (batch.Rows < 1 || batch.Rows > own.MaxRows)
        {
            throw new ArgumentException($"A batch of {batch.Rows} rows does not fit a workspace of {own.MaxRows}.", nameof(batch));
        }

        if (batch.Observations.Length != batch.Rows * Spec.Inputs || !batch.InitialState.IsEmpty)
        {
            throw new ArgumentException(
                $"{batch.Observations.Length} values are no {batch.Rows} rows of {Spec.Inputs}, or there is a state that nothing takes.",
                nameof(batch));
        }

        return own;
    }

    // The rows of one block through all layers.
    private void ForwardBlock(ManagedWorkspace workspace, float* observations, int first, int rows)
    {
        float* input = observations;
        nint inputRow = Spec.Inputs;
        int trunk = Spec.Trunk.Hidden.Count;
        for (int i = 0; i < Layout.Layers.Length; i++)
        {
            LayerLayout layer = Layout.Layers[i];
            float* values = workspace.Values(i, first);
            bool rectify = i < trunk && Spec.Trunk.Activation == Activation.Relu;
            var tile = new Tile
            {
                A = input,
                ARow = inputRow,
                ADepth = 1,
                B = Vector.Pointer + layer.Weights,
                Init = Vector.Pointer + layer.Bias,
                C = values,
                CRow = layer.RowLength,
                Depth = layer.Inputs,
                Floor = rectify ? 0 : float.NegativeInfinity,
            };
            Kernels.ProductWithPanels(in tile, rows, layer.Columns);
            if (i < trunk && Spec.Trunk.Activation == Activation.Tanh)
            {
                Kernels.Tanh(values, layer.RowLength, rows, layer.Columns);
            }

            input = values;
            inputRow = layer.RowLength;
        }

        for (int i = 0; i < Layout.Heads.Length; i++)
        {
            HeadLayout head = Layout.Heads[i];
            float* source = head.Spec.Kind == HeadKind.StateIndependent ? Vector.Pointer : input;
            HeadValues.Write(head, source, inputRow, rows, workspace.OutputPointer(i, first));
        }
    }

    private ManagedInference Same(IInference source) =>
        source is ManagedInference other && other.Layout.IsSameAs(Layout)
            ? other
            : throw new ArgumentException("The source is a network of another spec or another backend.", nameof(source));
}
