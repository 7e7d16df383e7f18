using Hamlet.Networks;
using Hamlet.Threads;

namespace Hamlet.Numerics;

/// <summary>A network that is trained on the processor.</summary>
internal sealed unsafe class ManagedNetwork : ManagedInference, INetwork
{
    // A value that is moved takes about as long as so many multiplications and additions.
    private const double WorkOfMoving = 16;

    private static readonly Action<NetworkPass, int, int, int> s_backward =
        static (pass, _, first, count) => Self(pass).BackwardRows(pass, first, count, heads: true, below: true);

    private static readonly Action<NetworkPass, int, int, int> s_backwardHeads =
        static (pass, _, first, count) => Self(pass).BackwardRows(pass, first, count, heads: true, below: false);

    private static readonly Action<NetworkPass, int, int, int> s_backwardBelow =
        static (pass, _, first, count) => Self(pass).BackwardRows(pass, first, count, heads: false, below: true);

    private static readonly Action<NetworkPass, int, int, int> s_backwardTime =
        static (pass, _, first, count) => Self(pass).BackwardTime(pass, first, count);

    private static readonly Action<NetworkPass, int, int, int> s_sum =
        static (pass, _, first, count) => Self(pass).SumWeightGradients(pass, first, count);

    private static readonly Action<NetworkPass, int, int, int> s_transpose =
        static (pass, _, first, count) => Self(pass).Transpose(pass, first, count);

    private readonly AlignedFloats _gradient;

    // Of each layer but the first, [outputs, padded inputs]: what takes a gradient from a layer's outputs to its inputs.
    private readonly AlignedFloats[] _transposed;
    private readonly AlignedFloats _zeros;
    private readonly WeightPart[] _sumsOfHeads;
    private readonly WeightPart[] _sumsBelow;
    private readonly WeightPart[] _sums;
    private readonly WeightPart[] _transpositions;
    private int _transposedVersion = -1;

    /// <summary>Makes a network whose parameters are all 0.</summary>
    public ManagedNetwork(NetworkLayout layout, VectorKernels kernels, WorkerPool threads)
        : base(layout, kernels, threads)
    {
        _gradient = new AlignedFloats(layout.VectorLength);
        _transposed =
        [
            .. layout.Layers.Select((layer, i) => new AlignedFloats(i == 0 ? 0 : (long)layer.Outputs * Panels.Pad(layer.Inputs))),
        ];
        _zeros = new AlignedFloats(layout.Layers.Select(static layer => layer.Columns).Append(Panels.Width).Max());
        _sums = [.. layout.Layers.SelectMany((layer, i) => WeightPart.OfInputs(i, layer, threads.Threads))];
        int joint = layout.HasJoint ? layout.Layers.Length - 1 : layout.Layers.Length;
        _sumsOfHeads = [.. _sums.Where(part => part.Layer >= joint)];
        _sumsBelow = [.. _sums.Where(part => part.Layer < joint)];
        _transpositions = [.. layout.Layers.Skip(1).SelectMany((layer, i) => WeightPart.OfOutputs(i + 1, layer))];
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

        if (own.Memory is { } memory && memory.Size != batch.Size)
        {
            throw new ArgumentException("The workspace has the activations of another number of sequences.", nameof(batch));
        }

        fixed (float* observations = batch.Observations)
        fixed (bool* resets = batch.Resets)
        {
            NetworkPass pass = Begin(own, in batch, observations, resets);
            Transpose(pass);
            if (Layout.Recurrent is null)
            {
                Backward(pass, s_backward, Layout.Work, _sums, ofHeads: true, accumulate);
            }
            else
            {
                // All rows back through the heads, then all sequences back through time, and from there down.
                Backward(pass, s_backwardHeads, Layout.WorkOfHeads, _sumsOfHeads, ofHeads: true, accumulate);
                if (Layout.HasJoint)
                {
                    pass.ShareRows(s_backwardTime, 0, batch.Size, batch.Time * Layout.WorkOfTime);
                    Backward(pass, s_backwardBelow, Layout.WorkBelow, _sumsBelow, ofHeads: false, accumulate);
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
        var copy = new ManagedInference(Layout, Kernels, Threads);
        copy.CopyFrom(this);
        return copy;
    }

    private static ManagedNetwork Self(NetworkPass pass) => (ManagedNetwork)pass.Network!;

    // Stripe by stripe: the rows of one back through the layers, then the gradients of the weights, which are sums over its rows. Each sum
    // takes the rows in their order, whoever computes it.
    private void Backward(NetworkPass pass, Action<NetworkPass, int, int, int> rows, double work, WeightPart[] sums, bool ofHeads, bool accumulate)
    {
        for (int first = 0; first < pass.Rows; first += pass.Workspace.Stripe)
        {
            int count = Math.Min(pass.Workspace.Stripe, pass.Rows - first);
            pass.Stripe = (first, count);
            pass.Accumulates = accumulate || first > 0;
            if (ofHeads)
            {
                SumHeadGradients(pass);
            }

            if (Layout.HasJoint)
            {
                pass.ShareRows(rows, first, count, work);
                pass.Parts = sums;
                pass.ShareParts(s_sum, work * count);
            }
        }
    }

    private void BackwardRows(NetworkPass pass, int first, int count, bool heads, bool below)
    {
        for (int row = first; row < first + count; row += ManagedWorkspace.RowBlock)
        {
            int rows = Math.Min(ManagedWorkspace.RowBlock, first + count - row);
            if (heads)
            {
                BackwardHeads(pass, row, rows);
            }

            if (below)
            {
                BackwardBelow(pass, row, rows);
            }
        }
    }

    // Some sequences back through time: the state before the first step gets no gradient.
    private void BackwardTime(NetworkPass pass, int first, int count)
    {
        RecurrentLayout recurrent = Layout.Recurrent!;
        ManagedWorkspace workspace = pass.Workspace;
        RecurrentMemory memory = workspace.Memory!;
        memory.ClearCarry(first, count);
        for (int row = pass.Rows - pass.Size + first; row >= 0; row -= pass.Size)
        {
            RecurrentStep step = memory.Step(row, first, count);
            step.Gates = workspace.Values(recurrent.InputLayer, row, 0);
            step.Products = workspace.Values(recurrent.StateLayer, row, 0);
            step.GateGradient = workspace.Gradients(recurrent.InputLayer, row);
            step.ProductGradient = workspace.Gradients(recurrent.StateLayer, row);
            Kernels.RecurBackward(recurrent.Kind, in step);
            if (row >= pass.Size)
            {
                // What the kernel has left in the carry came past the product; this adds what comes through it.
                float* product = recurrent.HasCell ? step.GateGradient : step.ProductGradient;
                PassBack(recurrent.StateLayer, product, count, step.Carry, recurrent.RowLength, adds: true);
                memory.ResetCarry(first, pass.Resets == null ? [] : new ReadOnlySpan<bool>(pass.Resets + row, count));
            }
        }
    }

    // The rows of one block back through the heads, to the outputs of the layer below them.
    private void BackwardHeads(NetworkPass pass, int first, int rows)
    {
        ManagedWorkspace workspace = pass.Workspace;
        int last = Layout.Layers.Length - 1;
        float* gradient = workspace.Gradients(last, first);
        for (int i = 0; i < Layout.Heads.Length; i++)
        {
            HeadLayout head = Layout.Heads[i];
            if (head.Spec.Kind is not (HeadKind.Features or HeadKind.StateIndependent))
            {
                HeadValues.WriteGradient(head, workspace.OutputGradientPointer(i, first), rows, gradient, Layout.Layers[last].RowLength);
            }
        }

        if (workspace.Memory is { } memory)
        {
            PassBack(last, gradient, rows, memory.OutputGradients(first), InputRowLength(last));
        }
        else if (last > 0)
        {
            PassBack(last, gradient, rows, workspace.Gradients(last - 1, first), InputRowLength(last));
        }
    }

    // The rows of one block through the product of the recurrent layer's input and through the trunk.
    private void BackwardBelow(NetworkPass pass, int first, int rows)
    {
        ManagedWorkspace workspace = pass.Workspace;
        int trunk = Spec.Trunk.Hidden.Count;
        for (int i = Layout.LayersBelow - 1; i >= 0; i--)
        {
            LayerLayout layer = Layout.Layers[i];
            float* gradient = workspace.Gradients(i, first);
            if (i < trunk)
            {
                // All rows' values are kept where gradients are wanted, whichever thread they are.
                Kernels.Backward(Spec.Trunk.Activation, gradient, workspace.Values(i, first, 0), layer.RowLength, rows, layer.Columns);
            }

            if (i > 0)
            {
                PassBack(i, gradient, rows, workspace.Gradients(i - 1, first), InputRowLength(i));
            }
        }
    }

    // The gradients of the parameters that are heads themselves.
    private void SumHeadGradients(NetworkPass pass)
    {
        (int first, int count) = pass.Stripe;
        for (int i = 0; i < Layout.Heads.Length; i++)
        {
            HeadLayout head = Layout.Heads[i];
            if (head.Spec.Kind == HeadKind.StateIndependent)
            {
                if (!pass.Accumulates)
                {
                    _gradient.Span.Slice(head.First, head.Spec.Width).Clear();
                }

                HeadValues.AddGradient(head, pass.Workspace.OutputGradientPointer(i, first), count, _gradient.Pointer);
            }
        }
    }

    // dW = x^T dy and db = sum of dy.
    private void SumWeightGradients(NetworkPass pass, int firstPart, int count)
    {
        (int first, int rows) = pass.Stripe;
        foreach (WeightPart part in pass.Parts.AsSpan(firstPart, count))
        {
            LayerLayout layer = Layout.Layers[part.Layer];
            bool isOfState = part.Layer == Layout.Recurrent?.StateLayer;
            nint inputRow = 0;
            float* input = isOfState ? pass.Workspace.Memory!.Previous(first) : Input(pass, part.Layer, first, 0, out inputRow);

            // An LSTM's two products are added, so they have one gradient.
            int gradientOf = isOfState && Layout.Recurrent!.HasCell ? Layout.Recurrent.InputLayer : part.Layer;
            float* gradient = pass.Workspace.Gradients(gradientOf, first);
            var tile = new Tile
            {
                A = input,
                ARow = 1,
                ADepth = isOfState ? Layout.Recurrent!.RowLength : inputRow,
                B = gradient,
                BDepth = layer.RowLength,
                C = _gradient.Pointer + layer.Weights,
                Depth = rows,
                Floor = float.NegativeInfinity,
            };
            Kernels.ProductIntoPanels(
                in tile, layer.Inputs, part.First, part.Count, layer.Columns, pass.Accumulates ? null : _zeros.Pointer);
            if (part.First == 0)
            {
                Kernels.SumRows(gradient, layer.RowLength, rows, layer.Columns, _gradient.Pointer + layer.Bias, pass.Accumulates);
            }
        }
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
    private void Transpose(NetworkPass pass)
    {
        if (_transposedVersion != Version)
        {
            pass.Parts = _transpositions;
            pass.ShareParts(s_transpose, Layout.VectorLength * WorkOfMoving);
            _transposedVersion = Version;
        }
    }

    private void Transpose(NetworkPass pass, int first, int count)
    {
        foreach (WeightPart part in pass.Parts.AsSpan(first, count))
        {
            LayerLayout layer = Layout.Layers[part.Layer];
            Transposition.Panel(Vector.Pointer + layer.Weights, layer.Inputs, layer.Outputs, part.First, _transposed[part.Layer].Pointer);
        }
    }
}
