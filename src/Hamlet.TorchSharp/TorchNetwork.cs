using Hamlet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>A network that is trained on a device of TorchSharp's.</summary>
internal class TorchNetwork : TorchInference, INetwork
{
    private readonly List<TorchAdam> _optimizers = [];
    private readonly List<Tensor> _outputs = [];
    private readonly List<Tensor> _slopes = [];
    private readonly Tensor[] _flat;

    /// <summary>Makes a network whose parameters are all 0.</summary>
    public TorchNetwork(NetworkSpec spec, Device device)
        : base(spec, device, trained: true)
    {
        using DisposeScope scope = NewDisposeScope();
        Gradient = zeros(ParameterCount, ScalarType.Float32, device).DetachFromDisposeScope();
        _flat = new Tensor[Vector.Parts.Length];
    }

    /// <summary>The gradient, in the order of the parameters.</summary>
    internal Tensor Gradient { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The workspace does not hold the activations of this batch, or no gradients.</exception>
    public void Backward(in Batch batch, IWorkspace workspace, bool accumulate = false)
    {
        TorchWorkspace own = Check(in batch, workspace);
        if (!own.HasGraph || own.Rows != batch.Rows)
        {
            throw new ArgumentException("The workspace has no gradients, or the activations of another batch.", nameof(workspace));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor slopes = own.Gradients.Upload(own.First(Spec.Heads.Count));
        _outputs.Clear();
        _slopes.Clear();
        for (int i = 0; i < own.Heads.Length; i++)
        {
            HeadSpec head = Spec.Heads[i];
            if (head.Kind != HeadKind.Features)
            {
                _outputs.Add(own.Heads[i]);
                _slopes.Add(slopes.narrow(0, own.First(i), own.Rows * head.Width).view(own.Rows, head.Width));
            }
        }

        Differentiate(_outputs, _slopes, accumulate, keepGraph: true);
    }

    /// <inheritdoc/>
    public void ReadGradients(Span<float> destination) => Read(Gradient, destination);

    /// <inheritdoc/>
    public IOptimizer CreateOptimizer(OptimizerOptions options)
    {
        var optimizer = new TorchAdam(this, options);
        _optimizers.Add(optimizer);
        return optimizer;
    }

    /// <inheritdoc/>
    public IInference CreateInference()
    {
        var copy = new TorchInference(Spec, Device);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Writes the gradient of the parameters from that of some outputs.</summary>
    /// <param name="outputs">The outputs, with their graph.</param>
    /// <param name="slopes">The gradient of each.</param>
    /// <param name="accumulate">Whether to add to the gradient that is there.</param>
    /// <param name="keepGraph">Whether the graph is asked again.</param>
    internal void Differentiate(IList<Tensor> outputs, IList<Tensor> slopes, bool accumulate = false, bool keepGraph = false)
    {
        // autograd.grad would give them without this detour, but lets an error in libtorch, such as a full GPU, end the process.
        Tensor[] parts = Vector.Parts;
        try
        {
            if (outputs.Count > 0)
            {
                autograd.backward(outputs, slopes, retain_graph: keepGraph, inputs: parts);
            }

            // What lies on no way from an output down has no slope.
            for (int i = 0; i < _flat.Length; i++)
            {
                _flat[i] = parts[i].grad?.reshape(-1) ?? zeros(Vector.Slices[i].Length, ScalarType.Float32, Device);
            }
        }
        finally
        {
            foreach (Tensor part in parts)
            {
                part.grad = null;
            }
        }

        using IDisposable mode = no_grad();
        Tensor all = _flat.Length == 1 ? _flat[0] : cat(_flat, 0);
        if (accumulate)
        {
            Gradient.add_(all);
        }
        else
        {
            Gradient.copy_(all);
        }
    }

    /// <inheritdoc/>
    private protected override void Dispose(bool disposing)
    {
        foreach (TorchAdam optimizer in _optimizers)
        {
            optimizer.Dispose();
        }

        Gradient.Dispose();
        base.Dispose(disposing);
    }
}
