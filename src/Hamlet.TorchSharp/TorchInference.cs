using Hamlet.Networks;
using Hamlet.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>A network that is evaluated on a device of TorchSharp's.</summary>
internal class TorchInference : IInference
{
    private Tensor[]? _results;

    /// <summary>Makes a network whose parameters are all 0.</summary>
    public TorchInference(NetworkSpec spec, Device device, bool trained = false)
    {
        Spec = spec;
        Device = device;
        Vector = new ParameterVector(spec, device, trained);
        Model = new TorchModel(spec, Vector.Parts);
        Transfer = new Staging(Vector.Count, device);
    }

    /// <inheritdoc/>
    public NetworkSpec Spec { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSlice> Parameters => Vector.Slices;

    /// <inheritdoc/>
    public int ParameterCount => Vector.Count;

    /// <summary>The parameters.</summary>
    internal ParameterVector Vector { get; }

    /// <summary>The network as tensor operations.</summary>
    internal TorchModel Model { get; }

    /// <summary>Where it is.</summary>
    internal Device Device { get; }

    /// <summary>A buffer as long as the parameters.</summary>
    private protected Staging Transfer { get; }

    /// <inheritdoc/>
    public IWorkspace CreateWorkspace(int maxRows, bool gradients = false) => new TorchWorkspace(this, Device, maxRows, gradients);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has another shape, or the workspace is another network's or too small.</exception>
    public void Forward(in Batch batch, IWorkspace workspace)
    {
        TorchWorkspace own = Check(in batch, workspace);
        own.Begin(in batch);
        int count = BatchStaging.Write(in batch, own.Inputs.Host);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable? mode = own.HasGradients ? null : no_grad();
        ModelInputs inputs = BatchStaging.Read(in batch, Spec, own.Inputs.Upload(count));
        Tensor? state = Model.Forward(in inputs, own.Heads);
        using (no_grad())
        {
            own.Outputs.Download(Join(own.Heads, state));
        }

        if (own.HasGradients)
        {
            foreach (Tensor head in own.Heads)
            {
                head.DetachFromDisposeScope();
            }

            own.HasGraph = true;
        }
    }

    /// <inheritdoc/>
    public void ReadParameters(Span<float> destination) => Read(Vector.Vector, destination);

    /// <inheritdoc/>
    public void WriteParameters(ReadOnlySpan<float> source) => Write(source, Vector.Vector);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The source has another spec or backend.</exception>
    public void CopyFrom(IInference source)
    {
        TorchInference other = Same(source);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        Vector.Vector.copy_(other.Vector.Vector);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The source has another spec or backend.</exception>
    public void Lerp(IInference source, float tau)
    {
        TorchInference other = Same(source);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        using Scalar keep = 1 - tau;
        using Scalar add = tau;
        Vector.Vector.mul_(keep).add_(other.Vector.Vector, add);
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

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads a vector as long as the parameters in one copy.</summary>
    internal void Read(Tensor vector, Span<float> destination)
    {
        if (destination.Length != ParameterCount)
        {
            throw new ArgumentException($"There are {ParameterCount} values, and room for {destination.Length}.", nameof(destination));
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        Transfer.Download(vector);
        Transfer.Host.CopyTo(destination);
    }

    /// <summary>Writes a vector as long as the parameters in one copy.</summary>
    internal void Write(ReadOnlySpan<float> source, Tensor vector)
    {
        if (source.Length != ParameterCount)
        {
            throw new ArgumentException($"There are {ParameterCount} values, and {source.Length} are given.", nameof(source));
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        source.CopyTo(Transfer.Host);
        vector.copy_(Transfer.Upload(ParameterCount));
    }

    /// <summary>The workspace as this network's own.</summary>
    private protected TorchWorkspace Check(in Batch batch, IWorkspace workspace)
    {
        if (workspace is not TorchWorkspace own || !own.Parameters.IsSameAs(Vector))
        {
            throw new ArgumentException("The workspace belongs to another network.", nameof(workspace));
        }

        batch.Check(Spec, own.MaxRows);
        return own;
    }

    /// <summary>Frees the device's memory.</summary>
    private protected virtual void Dispose(bool disposing)
    {
        Vector.Dispose();
        Transfer.Dispose();
    }

    // One behind the other, so that one copy brings them down.
    private Tensor Join(Tensor[] heads, Tensor? state)
    {
        if (heads.Length == 1 && state is null)
        {
            return heads[0];
        }

        _results ??= new Tensor[heads.Length + (state is null ? 0 : 1)];
        for (int i = 0; i < heads.Length; i++)
        {
            _results[i] = heads[i].reshape(-1);
        }

        if (state is not null)
        {
            _results[^1] = state.reshape(-1);
        }

        return cat(_results, 0);
    }

    private TorchInference Same(IInference source) =>
        source is TorchInference other && other.Vector.IsSameAs(Vector)
            ? other
            : throw new ArgumentException("The source is a network of another spec or backend.", nameof(source));
}
