using Hamlet.Networks;

namespace Hamlet.Numerics;

/// <summary>A network that is trained on the processor.</summary>
internal sealed unsafe class ManagedNetwork : ManagedInference, INetwork
{
    private readonly AlignedFloats _gradient;

    // Of each layer but the first, [outputs, padded inputs]: what takes a gradient from a layer's outputs to its inputs.
    private readonly AlignedFloats[] _transposed;
    private readonly AlignedFloats _zeros;
    private int _transposedVersion = -1;

    /// <summary>Makes a network whose parameters are all 0.</summary>
    public ManagedNetwork(NetworkLayout layout, VectorKernels kernels)
        : base(layout, kernels)
    {
        _gradient = new AlignedFloats(layout.VectorLength);
        _transposed =
        [
            .. layout.Layers.Select((layer, i) => new AlignedFloats(i == 0 ? 0 : (long)layer.Outputs * Panels.Pad(layer.Inputs))),
        ];
        _zeros = new AlignedFloats(layout.Layers.Select(static layer => layer.Columns).Append(Panels.Width).Max());
    }

    /// <summary>The gradient, as the parameters lie.</summary>
    internal AlignedFloats Gradient => _gradient;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The workspace does not hold the activations of this batch, or no gradients.</exception>
    public void Backward(in Batch batch, IWorkspace workspace, bool accumulate = false)
    {
        ManagedWorkspace own = Check(in batch, workspace);
        if (!own.HasGradients || own.Rows != batch.Rows)
        {
            throw new ArgumentException("The workspace has no gradients, or the activations of another batch.", nameof(workspace));
        }

        Transpose();
        fixed (float* observations = batch.Observations)
        {
            for (int row = 0; row < own.Rows; row += ManagedWorkspace.RowBlock)
            {
                int rows = Math.Min(ManagedWorkspace.RowBlock, own.Rows - row);
                BackwardBlock(own, observations + ((nint)row * Spec.Inputs), row, rows, accumulate || row > 0);
            }
        }

        GC.KeepAlive(this);
        GC.KeepAlive(own);
    }

    /// <inheritdoc/>
    public void ReadGradients(Span<float> destination) => Layout.Export(_gradient.Span, destination);

    /// <inheritdoc/>
    public IOptimizer CreateOptimizer(OptimizerOptions options) => new AdamOptimizer(this, options);

    /// <inheritdoc/>
    public IInference CreateInference()
    {
        var copy = new ManagedInference(Layout, Kernels);
        copy.CopyFrom(this);
        return copy;
    }

    // The rows of one block back through all layers.
    private void BackwardBlock(ManagedWorkspace workspace, float* observations, int first, int rows, bool accumulate)
    {
        WriteHeadGradients(workspace, first, rows, accumulate);
        int trunk = Spec.Trunk.Hidden.Count;
        int last = Layout.HasJoint ? trunk : -1;
        for (int i = last; i >= 0; i--)
        {
            LayerLayout layer = Layout.Layers[i];
            float* gradient = workspace.Gradients(i);
            float* input = i == 0 ? observations : workspace.Values(i - 1, first);
            nint inputRow = i == 0 ? Spec.Inputs : Layout.Layers[i - 1].RowLength;
            AddLayerGradient(layer, input, inputRow, gradient, rows, accumulate);
            if (i > 0)
            {
                LayerLayout below = Layout.Layers[i - 1];
                float* passed = workspace.Gradients(i - 1);
                PassBack(layer, _transposed[i].Pointer, gradient, rows, passed, below);
                Kernels.Backward(Spec.Trunk.Activation, passed, input, below.RowLength, rows, below.Columns);
            }
        }
    }

    private void WriteHeadGradients(ManagedWorkspace workspace, int first, int rows, bool accumulate)
    {
        for (int i = 0; i < Layout.Heads.Length; i++)
        {
            HeadLayout head = Layout.Heads[i];
            float* gradient = workspace.OutputGradientPointer(i, first);
            if (head.Spec.Kind != HeadKind.StateIndependent)
            {
                LayerLayout joint = Layout.Layers[^1];
                HeadValues.WriteGradient(head, gradient, rows, workspace.Gradients(Layout.Layers.Length - 1), joint.RowLength);
                continue;
            }

            if (!accumulate)
            {
                _gradient.Span.Slice(head.First, head.Spec.Width).Clear();
            }

            HeadValues.AddGradient(head, gradient, rows, _gradient.Pointer);
        }
    }

    // dW = x^T dy and db = sum of dy.
    private void AddLayerGradient(LayerLayout layer, float* input, nint inputRow, float* gradient, int rows, bool accumulate)
    {
        var tile = new Tile
        {
            A = input,
            ARow = 1,
            ADepth = inputRow,
            B = gradient,
            BDepth = layer.RowLength,
            C = _gradient.Pointer + layer.Weights,
            Depth = rows,
            Floor = float.NegativeInfinity,
        };
        Kernels.ProductIntoPanels(in tile, layer.Inputs, layer.Columns, accumulate ? null : _zeros.Pointer);
        Kernels.SumRows(gradient, layer.RowLength, rows, layer.Columns, _gradient.Pointer + layer.Bias, accumulate);
    }

    // dx = dy W.
    private void PassBack(LayerLayout layer, float* transposed, float* gradient, int rows, float* passed, LayerLayout below)
    {
        var tile = new Tile
        {
            A = gradient,
            ARow = layer.RowLength,
            ADepth = 1,
            B = transposed,
            Init = _zeros.Pointer,
            C = passed,
            CRow = below.RowLength,
            Depth = layer.Outputs,
            Floor = float.NegativeInfinity,
        };
        Kernels.ProductWithPanels(in tile, rows, below.Columns);
    }

    // Once a change of the parameters, not once a pass.
    private void Transpose()
    {
        if (_transposedVersion == Version)
        {
            return;
        }

        for (int i = 1; i < Layout.Layers.Length; i++)
        {
            LayerLayout layer = Layout.Layers[i];
            Transposition.Run(Vector.Pointer + layer.Weights, layer.Inputs, layer.Outputs, _transposed[i].Pointer);
        }

        _transposedVersion = Version;
    }
}
