namespace Hamlet.Numerics;

/// <summary>What a tile is computed from. Distances count values, not bytes.</summary>
internal unsafe struct Tile
{
    /// <summary>The left matrix at the first row and depth 0.</summary>
    public float* A;

    /// <summary>From one row of the left matrix to the next.</summary>
    public nint ARow;

    /// <summary>From one depth of the left matrix to the next: 1, or the row length of a matrix read transposed.</summary>
    public nint ADepth;

    /// <summary>The right matrix at the first column and depth 0.</summary>
    public float* B;

    /// <summary>From one depth of the right matrix to the next.</summary>
    public nint BDepth;

    /// <summary>From the first four vectors of the right matrix to the second four, where there are eight.</summary>
    public nint BSecond;

    /// <summary>What the sums start from.</summary>
    public float* Init;

    /// <summary>From one row of the initial values to the next: 0 for a bias.</summary>
    public nint InitRow;

    /// <summary>The result; may be the same as <see cref="Init"/>.</summary>
    public float* C;

    /// <summary>From one row of the result to the next.</summary>
    public nint CRow;

    /// <summary>The number of products of each sum.</summary>
    public int Depth;

    /// <summary>The last row that exists, counted from the first of the tile.</summary>
    public int LastRow;

    /// <summary>What every value is at least: 0 for a rectifier, minus infinity for none.</summary>
    public float Floor;
}
