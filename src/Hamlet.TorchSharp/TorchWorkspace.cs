using Hamlet.Networks;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>The staging buffers of a forward pass, and the graph that a backward one goes through.</summary>
internal sealed class TorchWorkspace : IWorkspace
{
    private readonly NetworkSpec _spec;
    private readonly Staging? _gradients;
    private int _finalState;

    /// <summary>Allocates.</summary>
    public TorchWorkspace(TorchInference network, Device device, int maxRows, bool gradients)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRows);
        _spec = network.Spec;
        Parameters = network.Vector;
        MaxRows = maxRows;
        long width = _spec.Heads.Sum(static head => (long)head.Width);
        Inputs = new Staging(BatchStaging.Length(_spec, maxRows), device);
        Outputs = new Staging(maxRows * (width + _spec.StateSize), device);
        _gradients = gradients ? new Staging(maxRows * width, device) : null;
        Heads = new Tensor[_spec.Heads.Count];
    }

    /// <summary>The parameters of the network that it was made for: another one of the same shape may use it too.</summary>
    public ParameterVector Parameters { get; }

    /// <summary>Observations, states and resets on their way up.</summary>
    public Staging Inputs { get; }

    /// <summary>The values of the heads and the state on their way down.</summary>
    public Staging Outputs { get; }

    /// <summary>The gradients of the heads on their way up.</summary>
    public Staging Gradients =>
        _gradients ?? throw new InvalidOperationException("The workspace was made without gradients: CreateWorkspace(maxRows, true).");

    /// <summary>Whether a backward pass may follow.</summary>
    public bool HasGradients => _gradients is not null;

    /// <summary>The values of the heads on the device, kept with their graph where gradients are wanted.</summary>
    public Tensor[] Heads { get; }

    /// <summary>Whether <see cref="Heads"/> holds a graph.</summary>
    public bool HasGraph { get; set; }

    /// <inheritdoc/>
    public int MaxRows { get; }

    /// <summary>Rows of the last forward pass.</summary>
    public int Rows { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalState => Outputs.Host.Slice(First(_spec.Heads.Count), _finalState);

    /// <inheritdoc/>
    public ReadOnlySpan<float> Output(int head) => Outputs.Host.Slice(First(head), Rows * _spec.Heads[head].Width);

    /// <inheritdoc/>
    public Span<float> OutputGradient(int head) => Gradients.Host.Slice(First(head), Rows * _spec.Heads[head].Width);

    /// <summary>Where the values of a head begin, and behind the last one the state.</summary>
    public int First(int head)
    {
        int first = 0;
        for (int i = 0; i < head; i++)
        {
            first += Rows * _spec.Heads[i].Width;
        }

        return first;
    }

    /// <summary>Begins another batch: the graph of the one before is let go.</summary>
    public void Begin(in Batch batch)
    {
        Release();
        Rows = batch.Rows;
        _finalState = batch.Size * _spec.StateSize;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        Inputs.Dispose();
        Outputs.Dispose();
        _gradients?.Dispose();
    }

    private void Release()
    {
        if (HasGraph)
        {
            foreach (Tensor head in Heads)
            {
                head.Dispose();
            }

            HasGraph = false;
        }
    }
}
