using Hamlet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>
/// The parameters of a network: one vector on the device, and for each named part a leaf of the graph that shares its memory. What works on all
/// parameters (target copies, polyak, Adam) is one operation on the vector.
/// </summary>
internal sealed class ParameterVector : IDisposable
{
    /// <summary>Allocates zeros.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="device">Where.</param>
    /// <param name="trained">Whether the parts take gradients.</param>
    public ParameterVector(NetworkSpec spec, Device device, bool trained)
    {
        Slices = ParameterLayout.Create(spec);
        Count = Slices[^1].Offset + Slices[^1].Length;
        using DisposeScope scope = NewDisposeScope();
        Vector = zeros(Count, ScalarType.Float32, device).DetachFromDisposeScope();
        Parts = [.. Slices.Select(slice => Part(slice, trained).DetachFromDisposeScope())];
    }

    /// <summary>The named parts.</summary>
    public IReadOnlyList<ParameterSlice> Slices { get; }

    /// <summary>How many values there are.</summary>
    public int Count { get; }

    /// <summary>All of them.</summary>
    public Tensor Vector { get; }

    /// <summary>Each part in its shape.</summary>
    public Tensor[] Parts { get; }

    /// <summary>Whether another has the same parts.</summary>
    public bool IsSameAs(ParameterVector other)
    {
        bool same = Slices.Count == other.Slices.Count && Count == other.Count;
        for (int i = 0; same && i < Slices.Count; i++)
        {
            same = Slices[i].Name == other.Slices[i].Name && Slices[i].Shape.SequenceEqual(other.Slices[i].Shape);
        }

        return same;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor part in Parts)
        {
            part.Dispose();
        }

        Vector.Dispose();
    }

    private Tensor Part(ParameterSlice slice, bool trained)
    {
        Tensor part = Vector.narrow(0, slice.Offset, slice.Length).view([.. slice.Shape.Select(static size => (long)size)]).detach();
        part.requires_grad = trained;
        return part;
    }
}
