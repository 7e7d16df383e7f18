using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hamlet.Formats.EventFiles;

/// <summary>
/// Sorts a distribution into the rows of TensorBoard's histograms: left edge, right edge, count, in single precision. The rule:
/// <list type="bullet">
/// <item>Only finite values count; NaN and the infinities have no place on a finite axis. Without any there are no rows.</item>
/// <item>If all are equal there is one row, whose edges are both that value.</item>
/// <item>Else the edges divide the range from least to greatest evenly; neighbours that single precision makes equal are one edge.</item>
/// <item>A value belongs to the row with left edge &lt;= value &lt; right edge, the greatest one to the last row. This holds for the
/// edges as written, to the last bit.</item>
/// </list>
/// </summary>
internal static class HistogramRows
{
    /// <summary>The most rows that a distribution can be sorted into.</summary>
    public const int MaxRows = 512;

    private const int Block = 512;

    /// <summary>Fills rows and returns how many there are.</summary>
    /// <param name="values">The distribution.</param>
    /// <param name="rows">Room for the rows, three numbers each, at most <see cref="MaxRows"/> of them.</param>
    public static int Fill(ReadOnlySpan<float> values, Span<float> rows)
    {
        FiniteRange range = FiniteRange.Of(values);
        if (range.Count == 0)
        {
            return 0;
        }

        if (range.Min == range.Max)
        {
            (rows[0], rows[1], rows[2]) = (range.Min, range.Min, range.Count);
            return 1;
        }

        int wanted = rows.Length / 3;
        Span<float> edges = stackalloc float[wanted + 1];
        int count = Edges(range, edges);
        Span<int> counts = stackalloc int[count];
        counts.Clear();

        // The quick way guesses a row by a multiplication and looks at its edges. It needs evenly spaced ones and a finite factor.
        float halving = float.IsFinite(range.Max - range.Min) ? 1f : 0.5f;
        float scale = count / ((range.Max * halving) - (range.Min * halving));
        if (count == wanted && float.IsFinite(scale))
        {
            Count(values, range.Min, halving, scale, edges[..(count + 1)], counts);
        }
        else
        {
            CountBySearch(values, edges[1..count], counts);
        }

        for (int i = 0; i < count; i++)
        {
            (rows[3 * i], rows[(3 * i) + 1], rows[(3 * i) + 2]) = (edges[i], edges[i + 1], counts[i]);
        }

        return count;
    }

    private static int Edges(FiniteRange range, Span<float> edges)
    {
        int rows = edges.Length - 1;
        double width = ((double)range.Max - range.Min) / rows;
        int count = 0;
        edges[0] = range.Min;
        for (int i = 1; i <= rows; i++)
        {
            float edge = i == rows ? range.Max : Math.Min((float)(range.Min + (i * width)), range.Max);
            if (edge > edges[count])
            {
                edges[++count] = edge;
            }
        }

        return count;
    }

    private static void Count(
        ReadOnlySpan<float> values, float min, float halving, float scale, ReadOnlySpan<float> edges, Span<int> counts)
    {
        // A guess is at most one row off. What is not finite goes to a row of its own, which no comparison leaves.
        int rows = counts.Length;
        Span<float> lower = stackalloc float[rows + 1];
        Span<float> upper = stackalloc float[rows + 1];
        edges[..rows].CopyTo(lower);
        edges[1..].CopyTo(upper);
        (lower[rows], upper[rows - 1], upper[rows]) = (float.NaN, float.PositiveInfinity, float.NaN);

        // Four tallies take turns: two equal values in a row then do not wait for each other's store.
        Span<int> tallies = stackalloc int[4 * (rows + 1)];
        tallies.Clear();
        Span<int> guesses = stackalloc int[Block];
        while (!values.IsEmpty)
        {
            ReadOnlySpan<float> block = values[..Math.Min(Block, values.Length)];
            Guess(block, guesses, min * halving, halving, scale, rows);
            Tally(block, guesses, lower, upper, tallies);
            values = values[block.Length..];
        }

        for (int i = 0; i < rows; i++)
        {
            counts[i] = tallies[i] + tallies[i + rows + 1] + tallies[i + (2 * (rows + 1))] + tallies[i + (3 * (rows + 1))];
        }
    }

    private static void Guess(ReadOnlySpan<float> values, Span<int> guesses, float origin, float halving, float scale, int rows)
    {
        ReadOnlySpan<Vector256<float>> vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        Span<Vector256<int>> results = MemoryMarshal.Cast<int, Vector256<int>>(guesses);
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector256<float> place = ((vectors[i] * halving) - Vector256.Create(origin)) * scale;
            Vector256<int> row = Vector256.Min(Vector256.ConvertToInt32(place), Vector256.Create(rows - 1));
            Vector256<int> finite = FiniteRange.IsFinite(vectors[i]).AsInt32();
            results[i] = Vector256.ConditionalSelect(finite, row, Vector256.Create(rows));
        }

        for (int i = vectors.Length * Vector256<float>.Count; i < values.Length; i++)
        {
            guesses[i] = float.IsFinite(values[i]) ? Math.Min((int)(((values[i] * halving) - origin) * scale), rows - 1) : rows;
        }
    }

    private static void Tally(
        ReadOnlySpan<float> values, ReadOnlySpan<int> guesses, ReadOnlySpan<float> lower, ReadOnlySpan<float> upper, Span<int> tallies)
    {
        int tally = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int row = guesses[i];
            int below = Unsafe.BitCast<bool, byte>(values[i] < lower[row]);
            int above = Unsafe.BitCast<bool, byte>(values[i] >= upper[row]);
            tallies[tally + row - below + above]++;
            tally += lower.Length;
            tally = tally == tallies.Length ? 0 : tally;
        }
    }

    private static void CountBySearch(ReadOnlySpan<float> values, ReadOnlySpan<float> inner, Span<int> counts)
    {
        foreach (float value in values)
        {
            if (float.IsFinite(value))
            {
                int at = inner.BinarySearch(value);
                counts[at < 0 ? ~at : at + 1]++;
            }
        }
    }
}
