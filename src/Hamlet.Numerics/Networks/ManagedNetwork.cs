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
            if (Layout.Recurrent is not null)
            {
                BackwardTime(in batch, own, accumulate);
            }

            for (int row = 0; row < own.Rows; row += ManagedWorkspace.RowBlock)
            {
                int rows = Math.Min(ManagedWorkspace.RowBlock, own.Rows - row);
                float* block = observations + ((nint)row * Spec.Inputs);
                if (Layout.Recurrent is null)
                {
                    BackwardHeads(own, block, row, rows, accumulate || row > 0);
                }

                if (Layout.HasJoint)
                {
                    BackwardBelow(own, block, row, rows, accumulate || row > 0);
                }
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

    // All blocks back through the heads, then all sequences back through time: the state before the first step gets no gradient.
    private void BackwardTime(in Batch batch, ManagedWorkspace workspace, bool accumulate)
    {
        RecurrentLayout recurrent = Layout.Recurrent!;
        RecurrentMemory memory = workspace.Memory!;
        if (memory.Size != batch.Size)
        {
            throw new ArgumentException("The workspace has the activations of another number of sequences.", nameof(batch));
        }

        for (int row = 0; row < batch.Rows; row += ManagedWorkspace.RowBlock)
        {
            BackwardHeads(workspace, null, row, Math.Min(ManagedWorkspace.RowBlock, batch.Rows - row), accumulate || row > 0);
        }

        if (!Layout.HasJoint)
        {
            return;
        }

        memory.ClearCarry();
        for (int row = batch.Rows - batch.Size; row >= 0; row -= batch.Size)
        {
            RecurrentStep step = memory.Step(row, batch.Size);
            step.Gates = workspace.Values(recurrent.InputLayer, row);
            step.Products = workspace.Values(recurrent.StateLayer, row);
            step.GateGradient = workspace.Gradients(recurrent.InputLayer, row);
            step.ProductGradient = workspace.Gradients(recurrent.StateLayer, row);
            Kernels.RecurBackward(recurrent.Kind, in step);
            if (row > 0)
            {
                // What the kernel has left in the carry came past the product; this adds what comes through it.
                PassBack(recurrent.StateLayer, ProductGradient(in step), batch.Size, memory.Carry.Pointer, recurrent.RowLength, adds: true);
                memory.ResetCarry(batch.Resets.IsEmpty ? [] : batch.Resets.Slice(row, batch.Size));
            }
        }

        float* ProductGradient(in RecurrentStep step) => recurrent.HasCell ? step.GateGradient : step.ProductGradient;
    }

    // The rows of one block back through the heads, to the outputs of the layer below them.
    private void BackwardHeads(ManagedWorkspace workspace, float* observations, int first, int rows, bool accumulate)
    {
        WriteHeadGradients(workspace, first, rows, accumulate);
        if (!Layout.HasJoint)
        {
            return;
        }

        int last = Layout.Layers.Length - 1;
        float* gradient = workspace.Gradients(last, first);
        float* input = Input(workspace, last, observations, first, out nint inputRow);
        AddLayerGradient(Layout.Layers[last], input, inputRow, gradient, rows, accumulate);
        if (workspace.Memory is { } memory)
        {
            PassBack(last, gradient, rows, memory.OutputGradients(first), inputRow);
        }
        else if (last > 0)
        {
            PassBack(last, gradient, rows, workspace.Gradients(last - 1, first), inputRow);
        }
    }

    // The rows of one block back through both products of the recurrent layer and through the trunk.
    private void BackwardBelow(ManagedWorkspace workspace, float* observations, int first, int rows, bool accumulate)
    {
        if (Layout.Recurrent is { } recurrent)
        {
            float* states = workspace.Memory!.Previous(first);
            float* gradient = workspace.Gradients(recurrent.HasCell ? recurrent.InputLayer : recurrent.StateLayer, first);
            AddLayerGradient(Layout.Layers[recurrent.StateLayer], states, recurrent.RowLength, gradient, rows, accumulate);
        }

        int trunk = Spec.Trunk.Hidden.Count;
        for (int i = Layout.LayersBelow - 1; i >= 0; i--)
        {
            LayerLayout layer = Layout.Layers[i];
            float* gradient = workspace.Gradients(i, first);
            float* input = Input(workspace, i, observations, first, out nint inputRow);
            if (i < trunk)
            {
                Kernels.Backward(Spec.Trunk.Activation, gradient, workspace.Values(i, first), layer.RowLength, rows, layer.Columns);
            }

            AddLayerGradient(layer, input, inputRow, gradient, rows, accumulate);
            if (i > 0)
            {
                PassBack(i, gradient, rows, workspace.Gradients(i - 1, first), inputRow);
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
                HeadValues.WriteGradient(head, gradient, rows, workspace.Gradients(Layout.Layers.Length - 1, first), joint.RowLength);
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

    // dx = dy W, or dx += dy W.
    private void PassBack(int layer, float* gradient, int rows, float* passed, nint passedRow, bool adds = false)
    {
        LayerLayout from = Layout.Layers[layer];
        var tile = new Tile
        {
            A = gradient,
            ARow = from.RowLength,
            ADepth = 1,
            B = _transposed[layer].Pointer,
            Init = adds ? passed : _zeros.Pointer,
            InitRow = adds ? passedRow : 0,
            C = passed,
            CRow = passedRow,
            Depth = from.Outputs,
            Floor = float.NegativeInfinity,
        };
        Kernels.ProductWithPanels(in tile, rows, Panels.Pad(from.Inputs));
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
