namespace Hamlet.Tests.Formats.Onnx;

/// <summary>A value in the evaluator: numbers, or whole numbers and switches, kept as numbers.</summary>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Its elements, row-major.</param>
internal sealed record OnnxArray(int[] Shape, double[] Values)
{
    public static OnnxArray Rows(int rows, IEnumerable<float> values) => Rows(rows, [.. values.Select(static v => (double)v)]);

    public static OnnxArray Rows(int rows, double[] values) => new([rows, values.Length / rows], values);

    /// <summary>The element at a place of a broader shape, whose dimensions are matched from the last.</summary>
    public double At(ReadOnlySpan<int> place)
    {
        int index = 0;
        for (int d = 0; d < Shape.Length; d++)
        {
            int at = place[place.Length - Shape.Length + d];
            Assert.True(at < Shape[d] || Shape[d] == 1, "These shapes do not fit.");
            index = (index * Shape[d]) + (Shape[d] == 1 ? 0 : at);
        }

        return Values[index];
    }

    /// <summary>Applies a function to elements that are matched by broadcasting.</summary>
    public static OnnxArray Map(Func<double[], double> function, params OnnxArray[] arrays)
    {
        int rank = arrays.Max(static a => a.Shape.Length);
        int[] shape = [.. Enumerable.Range(0, rank).Select(d => arrays.Max(a => d < rank - a.Shape.Length ? 1 : a.Shape[d - rank + a.Shape.Length]))];
        double[] values = new double[shape.Aggregate(1, static (a, b) => a * b)];
        int[] place = new int[rank];
        for (int i = 0; i < values.Length; i++)
        {
            int rest = i;
            for (int d = rank - 1; d >= 0; d--)
            {
                place[d] = rest % shape[d];
                rest /= shape[d];
            }

            values[i] = function([.. arrays.Select(a => a.At(place))]);
        }

        return new OnnxArray(shape, values);
    }
}
