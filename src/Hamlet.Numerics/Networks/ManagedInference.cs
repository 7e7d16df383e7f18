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
                int rows = Math.Min(ManagedWorkspace.RowBlock, own.Rows - row);
                float* block = observations + ((nint)row * Spec.Inputs);
                ForwardBelow(own, block, row, rows);
                if (Layout.Recurrent is null)
                {
                    ForwardHeads(own, block, row, rows);
                }
            }
        }

        if (Layout.Recurrent is not null)
        {
            ForwardTime(in batch, own);
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

        batch.Check(Spec, own.MaxRows);
        return own;
    }

    /// <summary>Where the inputs of a layer of the trunk, of the recurrent layer or of the heads are, from a row on.</summary>
    private protected float* Input(ManagedWorkspace workspace, int layer, float* observations, int row, out nint rowLength)
    {
        bool isAboveTime = workspace.Memory is not null && layer > Layout.Recurrent!.StateLayer;
        rowLength = isAboveTime ? Layout.Recurrent!.RowLength : layer == 0 ? Spec.Inputs : Layout.Layers[layer - 1].RowLength;
        return isAboveTime ? workspace.Memory!.Outputs(row) : layer == 0 ? observations : workspace.Values(layer - 1, row);
    }

    // The rows of one block through the trunk and through the product of the recurrent layer's input.
    private void ForwardBelow(ManagedWorkspace workspace, float* observations, int first, int rows)
    {
        int trunk = Spec.Trunk.Hidden.Count;
        for (int i = 0; i < Layout.LayersBelow; i++)
        {
            LayerLayout layer = Layout.Layers[i];
            float* input = Input(workspace, i, observations, first, out nint inputRow);
            float* values = workspace.Values(i, first);
            bool rectify = i < trunk && Spec.Trunk.Activation == Activation.Relu;
            ForwardLayer(layer, input, inputRow, values, rows, rectify ? 0 : float.NegativeInfinity);
            if (i < trunk && Spec.Trunk.Activation == Activation.Tanh)
            {
                Kernels.Tanh(values, layer.RowLength, rows, layer.Columns);
            }
        }
    }

    // All sequences step by step through the recurrent layer, then block by block through the heads.
    private void ForwardTime(in Batch batch, ManagedWorkspace workspace)
    {
        RecurrentLayout recurrent = Layout.Recurrent!;
        RecurrentMemory memory = workspace.Memory!;
        memory.Begin(in batch);
        for (int row = 0; row < batch.Rows; row += batch.Size)
        {
            if (row > 0)
            {
                memory.GoOn(row);
            }

            memory.Reset(row, batch.Resets.IsEmpty ? [] : batch.Resets.Slice(row, batch.Size));
            RecurrentStep step = memory.Step(row, batch.Size);
            step.Gates = workspace.Values(recurrent.InputLayer, row);
            step.Products = workspace.Values(recurrent.StateLayer, row);
            LayerLayout layer = Layout.Layers[recurrent.StateLayer];
            ForwardLayer(layer, step.Previous, step.StateRow, step.Products, batch.Size, float.NegativeInfinity);
            Kernels.Recur(recurrent.Kind, in step);
        }

        memory.End(batch.Rows - batch.Size);
        for (int row = 0; row < batch.Rows; row += ManagedWorkspace.RowBlock)
        {
            ForwardHeads(workspace, null, row, Math.Min(ManagedWorkspace.RowBlock, batch.Rows - row));
        }
    }

    // The rows of one block through the joint layer to each head.
    private void ForwardHeads(ManagedWorkspace workspace, float* observations, int first, int rows)
    {
        int last = Layout.Layers.Length - (Layout.HasJoint ? 1 : 0);
        float* features = Input(workspace, last, observations, first, out nint featureRow);
        float* joint = null;
        nint jointRow = 0;
        if (Layout.HasJoint)
        {
            joint = workspace.Values(last, first);
            jointRow = Layout.Layers[last].RowLength;
            ForwardLayer(Layout.Layers[last], features, featureRow, joint, rows, float.NegativeInfinity);
        }

        for (int i = 0; i < Layout.Heads.Length; i++)
        {
            HeadLayout head = Layout.Heads[i];
            bool isFeatures = head.Spec.Kind == HeadKind.Features;
            float* source = isFeatures ? features : head.Spec.Kind == HeadKind.StateIndependent ? Vector.Pointer : joint;
            nint row = isFeatures ? featureRow : jointRow;
            HeadValues.Write(head, source, row, rows, workspace.OutputPointer(i, first));
        }
    }

    private void ForwardLayer(LayerLayout layer, float* input, nint inputRow, float* values, int rows, float floor)
    {
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
            Floor = floor,
        };
        Kernels.ProductWithPanels(in tile, rows, layer.Columns);
    }

    private ManagedInference Same(IInference source) =>
        source is ManagedInference other && other.Layout.IsSameAs(Layout)
            ? other
            : throw new ArgumentException("The source is a network of another spec or another backend.", nameof(source));
}
