using System.Collections;

namespace Hamlet.Analysis.Statistics;

/// <summary>
/// A series in at most <see cref="Capacity"/> points of equally many values each. A short series is kept as it is; when the curve is full,
/// neighbours become one. Nothing is drawn at random, so equal series give equal curves, and no spike is lost: every point knows its
/// least and greatest value.
/// </summary>
internal sealed class Curve : IReadOnlyList<CurvePoint>
{
    /// <summary>The most points; 14 KB.</summary>
    public const int Capacity = 256;

    private const int PartBits = 4;
    private const int Part = 1 << PartBits;

    // Growing in parts leaves no outgrown arrays behind: of 1,000 tags those were half of the memory that an analysis needs.
    private readonly CurvePoint[]?[] _parts = new CurvePoint[]?[Capacity / Part];
    private int _count;
    private long _each = 1;
    private CurvePoint _open = CurvePoint.Empty;

    /// <summary>How many values a whole point stands for.</summary>
    public long ValuesEach => _each;

    /// <summary>Adds a value of the series.</summary>
    public void Add(long step, double wallTime, double value)
    {
        _open.Add(step, wallTime, value);
        if (_open.Count >= _each)
        {
            Close();
        }
    }

    /// <summary>How many points there are, the one that is not full yet included.</summary>
    public int Count => _count + (_open.Count > 0 ? 1 : 0);

    /// <summary>A point.</summary>
    public CurvePoint this[int index] => index < _count ? Closed(index) : _open;

    /// <inheritdoc/>
    public IEnumerator<CurvePoint> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ref CurvePoint Closed(int index) => ref (_parts[index >> PartBits] ??= new CurvePoint[Part])[index & (Part - 1)];

    private void Close()
    {
        if (_count == Capacity)
        {
            Halve();
            return;
        }

        Closed(_count++) = _open;
        _open = CurvePoint.Empty;
    }

    // The point that found no room has half the values of those to come, and stays open.
    private void Halve()
    {
        for (int i = 0; i < Capacity / 2; i++)
        {
            Closed(i) = Closed(2 * i).With(Closed((2 * i) + 1));
        }

        _count = Capacity / 2;
        _each *= 2;
    }
}
