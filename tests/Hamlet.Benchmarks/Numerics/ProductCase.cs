using Hamlet.Numerics;

namespace Hamlet.Benchmarks.Numerics;

/// <summary>The three products of a square layer, laid out as in a network.</summary>
internal sealed unsafe class ProductCase
{
    private readonly int _size;
    private readonly VectorKernels _kernels;
    private readonly int _row;
    private readonly AlignedFloats _x;
    private readonly AlignedFloats _y;
    private readonly AlignedFloats _weights;
    private readonly AlignedFloats _transposed;
    private readonly AlignedFloats _bias;

    public ProductCase(VectorKernels kernels, int size)
    {
        _kernels = kernels;
        _size = size;
        _row = Panels.RowLength(size);
        _x = Filled(size * _row);
        _y = Filled(size * _row);
        _weights = Filled(size * size);
        _transposed = Filled(size * size);
        _bias = Filled(size);
    }

    /// <summary>Of each product.</summary>
    public double Flops => 2.0 * _size * _size * _size;

    /// <summary>y = x W^T + b.</summary>
    public void Forward() => WithPanels(_x, _weights, _y);

    /// <summary>dx = dy W, the weights transposed before.</summary>
    public void InputGradient() => WithPanels(_y, _transposed, _x);

    /// <summary>What each change of the weights costs once.</summary>
    public void Transpose()
    {
        for (int first = 0; first < _size; first += Panels.Width)
        {
            Transposition.Panel(_weights.Pointer, _size, _size, first, _transposed.Pointer);
        }
    }

    /// <summary>dW = dy^T x.</summary>
    public void WeightGradient()
    {
        var tile = new Tile
        {
            A = _x.Pointer,
            ARow = 1,
            ADepth = _row,
            B = _y.Pointer,
            BDepth = _row,
            C = _weights.Pointer,
            Depth = _size,
            Floor = float.NegativeInfinity,
        };
        _kernels.ProductIntoPanels(in tile, _size, 0, _size, _size, _bias.Pointer);
    }

    private void WithPanels(AlignedFloats a, AlignedFloats b, AlignedFloats c)
    {
        var tile = new Tile
        {
            A = a.Pointer,
            ARow = _row,
            ADepth = 1,
            B = b.Pointer,
            Init = _bias.Pointer,
            C = c.Pointer,
            CRow = _row,
            Depth = _size,
        };
        _kernels.ProductWithPanels(in tile, _size, _size);
    }

    private static AlignedFloats Filled(int length)
    {
        var floats = new AlignedFloats(length);
        for (int i = 0; i < length; i++)
        {
            floats.Span[i] = (((i * 7919) % 1000) / 1000f) - 0.5f;
        }

        return floats;
    }
}
