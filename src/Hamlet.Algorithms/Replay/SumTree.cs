using System.Numerics;

namespace Hamlet.Algorithms.Replay;

/// <summary>
/// Non-negative numbers of which any may change, with their sum and the place at which a running sum is reached, each in O(log n): a
/// complete binary tree in one array, whose parents are the sums of their children (Schaul et al., 2016, appendix B.2.1).
/// </summary>
/// <remarks>A parent is added up anew from its children at every change, so that rounding errors do not pile up.</remarks>
internal sealed class SumTree
{
    /// <summary>The most numbers there may be.</summary>
    public const int MaxCapacity = 1 << 29;

    private readonly int _leaves;

    // The root is at 1, the children of i at 2i and 2i + 1, the leaves at the end.
    private readonly double[] _sums;

    /// <summary>Makes a tree of zeros.</summary>
    public SumTree(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxCapacity);
        _leaves = (int)BitOperations.RoundUpToPowerOf2((uint)capacity);
        _sums = new double[2 * _leaves];
    }

    /// <summary>The sum of all numbers.</summary>
    public double Total => _sums[1];

    /// <summary>The number at a place.</summary>
    public double this[int place] => _sums[_leaves + place];

    /// <summary>The numbers from place 0 on, as many as there may be and up to a power of two.</summary>
    public ReadOnlySpan<double> Numbers => _sums.AsSpan(_leaves);

    /// <summary>Puts numbers at the places from 0 on, and 0 at all others.</summary>
    public void Set(ReadOnlySpan<double> numbers)
    {
        Span<double> leaves = _sums.AsSpan(_leaves);
        numbers.CopyTo(leaves);
        leaves[numbers.Length..].Clear();
        for (int node = _leaves - 1; node > 0; node--)
        {
            _sums[node] = _sums[2 * node] + _sums[(2 * node) + 1];
        }
    }

    /// <summary>Changes the number at a place.</summary>
    public void Set(int place, double value)
    {
        int node = _leaves + place;
        _sums[node] = value;
        for (node >>= 1; node > 0; node >>= 1)
        {
            _sums[node] = _sums[2 * node] + _sums[(2 * node) + 1];
        }
    }

    /// <summary>The place whose share of [0, <see cref="Total"/>) holds a value; never one whose number is 0, unless all are.</summary>
    public int Find(double value)
    {
        int node = 1;
        while (node < _leaves)
        {
            int left = 2 * node;
            // A value at the very end may round beyond the last number.
            if (value < _sums[left] || _sums[left + 1] <= 0)
            {
                node = left;
            }
            else
            {
                value -= _sums[left];
                node = left + 1;
            }
        }

        return node - _leaves;
    }
}
