using System.Runtime.Intrinsics;
using Hamlet.Randomness;

namespace Hamlet.Networks;

/// <summary>
/// Random matrices with orthonormal rows (or columns, where there are fewer of them), uniform over all such: the Q of a Gaussian matrix
/// with the signs that make the diagonal of R positive (Mezzadri, 2007).
/// </summary>
internal static class OrthogonalMatrix
{
    /// <summary>Fills [rows, columns], row-major, with an orthogonal matrix times a gain.</summary>
    public static void Fill(Span<float> matrix, int rows, int columns, double gain, ref RandomStream random)
    {
        // The vectors to orthonormalise lie one after another, whichever way round the matrix is.
        bool byColumns = rows > columns;
        (int count, int length) = byColumns ? (columns, rows) : (rows, columns);
        double[] vectors = new double[count * length];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                vectors[byColumns ? (c * length) + r : (r * length) + c] = random.NextGaussian();
            }
        }

        Orthonormalize(vectors, count, length);
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                matrix[(r * columns) + c] = (float)(gain * vectors[byColumns ? (c * length) + r : (r * length) + c]);
            }
        }
    }

    // Gram and Schmidt, each projection taken off twice: once leaves errors as great as the condition number, twice is exact enough.
    private static void Orthonormalize(Span<double> vectors, int count, int length)
    {
        for (int i = 0; i < count; i++)
        {
            Span<double> vector = vectors.Slice(i * length, length);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    ReadOnlySpan<double> earlier = vectors.Slice(j * length, length);
                    Add(vector, -Dot(vector, earlier), earlier);
                }
            }

            double scale = 1 / Math.Sqrt(Dot(vector, vector));
            foreach (ref double value in vector)
            {
                value *= scale;
            }
        }
    }

    // Four lanes on every machine, by hardware or not, so that the sum has one order and the same bits everywhere.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector256<double> sums = Vector256<double>.Zero;
        int i = 0;
        for (; i + 4 <= a.Length; i += 4)
        {
            sums += Vector256.Create(a[i..]) * Vector256.Create(b[i..]);
        }

        double sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Add(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        int i = 0;
        Vector256<double> factors = Vector256.Create(factor);
        for (; i + 4 <= target.Length; i += 4)
        {
            (Vector256.Create<double>(target[i..]) + (factors * Vector256.Create(source[i..]))).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
