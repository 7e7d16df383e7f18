namespace Hamlet.Numerics;

/// <summary>
/// Zeroed float32 memory that begins on a cache line and does not move. It belongs to the garbage collector: who works with
/// <see cref="Pointer"/> keeps the object alive until the work is done, and nobody needs to free it.
/// </summary>
internal sealed unsafe class AlignedFloats
{
    private const int LineBytes = 64;
    private readonly float[] _array;
    private readonly int _first;

    /// <summary>Allocates.</summary>
    /// <param name="length">Values; 0 is fine.</param>
    public AlignedFloats(long length)
    {
        int line = LineBytes / sizeof(float);
        _array = GC.AllocateArray<float>(checked((int)(length + line)), pinned: true);
        fixed (float* start = _array)
        {
            nuint misplaced = (nuint)start % LineBytes;
            _first = misplaced == 0 ? 0 : (int)((LineBytes - misplaced) / sizeof(float));
            Pointer = start + _first;
        }

        Length = (int)length;
    }

    /// <summary>The first value.</summary>
    public float* Pointer { get; }

    /// <summary>How many values there are.</summary>
    public int Length { get; }

    /// <summary>All values.</summary>
    public Span<float> Span => _array.AsSpan(_first, Length);
}
