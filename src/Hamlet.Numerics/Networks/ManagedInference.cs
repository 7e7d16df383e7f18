using Hamlet.Networks;
using Hamlet.State;
using Hamlet.Threads;

namespace Hamlet.Numerics;

/// <summary>A network that is evaluated on the processor.</summary>
internal unsafe class ManagedInference : IInference
{
    // What threads share, each for some rows, made once: a pass allocates nothing.
    private static readonly Action<NetworkPass, int, int, int> s_forward =
        static (pass, thread, first, count) => pass.Network!.ForwardRows(pass, thread, first, count, below: true, heads: true);

    private static readonly Action<NetworkPass, int, int, int> s_forwardBelow =
        static (pass, thread, first, count) => pass.Network!.ForwardRows(pass, thread, first, count, below: true, heads: false);

    private static readonly Action<NetworkPass, int, int, int> s_forwardHeads =
        static (pass, thread, first, count) => pass.Network!.ForwardRows(pass, thread, first, count, below: false, heads: true);

    private static readonly Action<NetworkPass, int, int, int> s_forwardTime =
        static (pass, _, first, count) => pass.Network!.ForwardTime(pass, first, count);

    /// <summary>Makes a network whose parameters are all 0.</summary>
    public ManagedInference(NetworkLayout layout, VectorKernels kernels, WorkerPool threads)
    {
        Layout = layout;
        Kernels = kernels;
        Threads = threads;
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

    /// <summary>Who shares the rows of a batch.</summary>
    internal WorkerPool Threads { get; }

    /// <summary>The parameters.</summary>
    internal AlignedFloats Vector { get; }

    /// <summary>Counts the changes of the parameters, for what is derived from them.</summary>
    internal int Version { get; private set; }

    /// <inheritdoc/>
    public IWorkspace CreateWorkspace(int maxRows, bool gradients = false) => new ManagedWorkspace(Layout, maxRows, gradients, Threads.Threads);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has another shape, or the workspace is another network's or too small.</exception>
    public void Forward(in Batch batch, IWorkspace workspace)
    {
        ManagedWorkspace own = Check(in batch, workspace);
        own.Rows = batch.Rows;
        fixed (float* observations = batch.Observations)
        fixed (bool* resets = batch.Resets)
        {
            NetworkPass pass = Begin(own, in batch, observations, resets);
            if (Layout.Recurrent is null)
            {
                pass.ShareRows(s_forward, 0, batch.Rows, Layout.Work);
            }
            else
            {
                pass.ShareRows(s_forwardBelow, 0, batch.Rows, Layout.WorkBelow);
                own.Memory!.Begin(in batch);
                pass.ShareRows(s_forwardTime, 0, batch.Size, batch.Time * Layout.WorkOfTime);
                own.Memory.End(batch.Rows - batch.Size);
                pass.ShareRows(s_forwardHeads, 0, batch.Rows, Layout.WorkOfHeads);
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

        batch.Check(Spec, own.MaxRows);
        return own;
    }

    /// <summary>What the threads of a pass share.</summary>
    private protected NetworkPass Begin(ManagedWorkspace workspace, in Batch batch, float* observations, bool* resets)
    {
        NetworkPass pass = workspace.Pass;
        pass.Network = this;
        pass.Observations = observations;
        pass.Resets = resets;
        (pass.Size, pass.Rows) = (batch.Size, batch.Rows);
        return pass;
    }

    /// <summary>Where the inputs of a layer of the trunk, of the recurrent layer or of the heads are, from a row on.</summary>
    private protected float* Input(NetworkPass pass, int layer, int row, int thread, out nint rowLength)
    {
        ManagedWorkspace workspace = pass.Workspace;
        rowLength = InputRowLength(layer);
        return IsAboveTime(layer)
            ? workspace.Memory!.Outputs(row)
            : layer == 0 ? pass.Observations + ((nint)row * Spec.Inputs) : workspace.Values(layer - 1, row, thread);
    }

    /// <summary>From one row of a layer's inputs to the next.</summary>
    private protected nint InputRowLength(int layer) =>
        IsAboveTime(layer) ? Layout.Recurrent!.RowLength : layer == 0 ? Spec.Inputs : Layout.Layers[layer - 1].RowLength;

    private bool IsAboveTime(int layer) => layer > Layout.Recurrent?.StateLayer;

    // Block by block, so that the values of one layer are still in the cache when the next reads them.
    private void ForwardRows(NetworkPass pass, int thread, int first, int count, bool below, bool heads)
    {
        for (int row = first; row < first + count; row += ManagedWorkspace.RowBlock)
        {
            int rows = Math.Min(ManagedWorkspace.RowBlock, first + count - row);
            if (below)
            {
                ForwardBelow(pass, thread, row, rows);
            }

            if (heads)
            {
                ForwardHeads(pass, thread, row, rows);
            }
        }
    }

    // The rows of one block through the trunk and through the product of the recurrent layer's input.
    private void ForwardBelow(NetworkPass pass, int thread, int first, int rows)
    {
        int trunk = Spec.Trunk.Hidden.Count;
        for (int i = 0; i < Layout.LayersBelow; i++)
        {
            LayerLayout layer = Layout.Layers[i];
            float* input = Input(pass, i, first, thread, out nint inputRow);
            float* values = pass.Workspace.Values(i, first, thread);
            bool rectify = i < trunk && Spec.Trunk.Activation == Activation.Relu;
            ForwardLayer(layer, input, inputRow, values, rows, rectify ? 0 : float.NegativeInfinity);
            if (i < trunk && Spec.Trunk.Activation == Activation.Tanh)
            {
                Kernels.Tanh(values, layer.RowLength, rows, layer.Columns);
            }
        }
    }

    // Some sequences step by step through the recurrent layer.
    private void ForwardTime(NetworkPass pass, int first, int count)
    {
        RecurrentLayout recurrent = Layout.Recurrent!;
        ManagedWorkspace workspace = pass.Workspace;
        RecurrentMemory memory = workspace.Memory!;
        for (int row = first; row < pass.Rows; row += pass.Size)
        {
            if (row >= pass.Size)
            {
                memory.GoOn(row, count);
            }

            memory.Reset(row, pass.Resets == null ? [] : new ReadOnlySpan<bool>(pass.Resets + row, count));
            RecurrentStep step = memory.Step(row, first, count);
            step.Gates = workspace.Values(recurrent.InputLayer, row, 0);
            step.Products = workspace.Values(recurrent.StateLayer, row, 0);
            LayerLayout layer = Layout.Layers[recurrent.StateLayer];
            ForwardLayer(layer, step.Previous, step.StateRow, step.Products, count, float.NegativeInfinity);
            Kernels.Recur(recurrent.Kind, in step);
        }
    }

    // The rows of one block through the joint layer to each head.
    private void ForwardHeads(NetworkPass pass, int thread, int first, int rows)
    {
        ManagedWorkspace workspace = pass.Workspace;
        int last = Layout.Layers.Length - (Layout.HasJoint ? 1 : 0);
        float* features = Input(pass, last, first, thread, out nint featureRow);
        float* joint = null;
        nint jointRow = 0;
        if (Layout.HasJoint)
        {
            joint = workspace.Values(last, first, thread);
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
