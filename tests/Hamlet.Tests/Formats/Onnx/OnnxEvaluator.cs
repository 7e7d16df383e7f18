using System.Runtime.InteropServices;
using Hamlet.Tests.Formats.Onnx.Protos;

namespace Hamlet.Tests.Formats.Onnx;

/// <summary>
/// Runs a model by the definitions of https://onnx.ai/onnx/operators, in double precision, one obvious loop an operation: only those that
/// policies have.
/// </summary>
internal sealed class OnnxEvaluator(ModelProto model)
{
    private readonly Dictionary<string, OnnxArray> _values = [];

    public Dictionary<string, OnnxArray> Run(params (string Name, OnnxArray Value)[] inputs)
    {
        Assert.Equal(model.Graph.Input.Select(static i => i.Name), inputs.Select(static i => i.Name));
        _values.Clear();
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            _values.Add(tensor.Name, Read(tensor));
        }

        foreach ((string name, OnnxArray value) in inputs)
        {
            _values.Add(name, value);
        }

        foreach (NodeProto node in model.Graph.Node)
        {
            Run(node);
        }

        return model.Graph.Output.ToDictionary(static o => o.Name, o => _values[o.Name]);
    }

    private static OnnxArray Read(TensorProto tensor)
    {
        ReadOnlySpan<byte> bytes = tensor.RawData.Span;
        double[] values = tensor.DataType switch
        {
            1 => [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(static v => (double)v)],
            7 => [.. MemoryMarshal.Cast<byte, long>(bytes).ToArray().Select(static v => (double)v)],
            _ => throw new InvalidDataException($"Type {tensor.DataType}."),
        };
        return new OnnxArray([.. tensor.Dims.Select(static d => (int)d)], values);
    }

    private void Run(NodeProto node)
    {
        OnnxArray[] x = [.. node.Input.Select(name => name.Length == 0 ? new OnnxArray([0], []) : _values[name])];
        OnnxArray[] results = node.OpType switch
        {
            "Gemm" => [Gemm(x[0], x[1], x[2])],
            "Relu" => [OnnxArray.Map(static v => Math.Max(v[0], 0), x[0])],
            "Tanh" => [OnnxArray.Map(static v => Math.Tanh(v[0]), x[0])],
            "Add" => [OnnxArray.Map(static v => v[0] + v[1], x)],
            "Sub" => [OnnxArray.Map(static v => v[0] - v[1], x)],
            "Mul" => [OnnxArray.Map(static v => v[0] * v[1], x)],
            "Div" => [OnnxArray.Map(static v => v[0] / v[1], x)],
            "Max" => [OnnxArray.Map(static v => Math.Max(v[0], v[1]), x)],
            "Min" => [OnnxArray.Map(static v => Math.Min(v[0], v[1]), x)],
            "Clip" => [OnnxArray.Map(static v => Math.Clamp(v[0], v[1], v[2]), x)],
            "Where" => [OnnxArray.Map(static v => v[0] != 0 ? v[1] : v[2], x)],
            "ReduceMean" => [ReduceMean(node, x[0])],
            "ArgMax" => [ArgMax(node, x[0])],
            "Split" => Split(node, x[0], x[1]),
            "Concat" => [Concat(node, x)],
            "Unsqueeze" => [Unsqueeze(x[0], x[1])],
            "Squeeze" => [Squeeze(x[0], x[1])],
            "GRU" => Gru(node, x),
            "LSTM" => Lstm(node, x),
            _ => throw new InvalidDataException(node.OpType),
        };
        for (int i = 0; i < node.Output.Count; i++)
        {
            if (node.Output[i].Length > 0)
            {
                _values.Add(node.Output[i], results[i]);
            }
        }
    }

    private static long Attribute(NodeProto node, string name) => node.Attribute.Single(a => a.Name == name && a.Type == 2).I;

    private static OnnxArray Gemm(OnnxArray x, OnnxArray w, OnnxArray b)
    {
        double[] y = new double[x.Shape[0] * w.Shape[0]];
        for (int row = 0; row < x.Shape[0]; row++)
        {
            for (int o = 0; o < w.Shape[0]; o++)
            {
                y[(row * w.Shape[0]) + o] = b.Values[o] + Dot(w, o, x, row);
            }
        }

        return OnnxArray.Rows(x.Shape[0], y);
    }

    // Rows of the last two dimensions.
    private static double Dot(OnnxArray a, int rowA, OnnxArray b, int rowB)
    {
        int n = a.Shape[^1];
        Assert.Equal(n, b.Shape[^1]);
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += a.Values[(rowA * n) + i] * b.Values[(rowB * n) + i];
        }

        return sum;
    }

    private static OnnxArray ReduceMean(NodeProto node, OnnxArray x)
    {
        Assert.Equal([1L], node.Attribute.Single(static a => a.Name == "axes" && a.Type == 7).Ints);
        Assert.Equal(1, Attribute(node, "keepdims"));
        return OnnxArray.Rows(x.Shape[0], [.. x.Values.Chunk(x.Shape[1]).Select(static row => row.Average())]);
    }

    private static OnnxArray ArgMax(NodeProto node, OnnxArray x)
    {
        Assert.Equal(1, Attribute(node, "axis"));
        double[] first = [.. x.Values.Chunk(x.Shape[1]).Select(static row => (double)Array.IndexOf(row, row.Max()))];
        return new OnnxArray(Attribute(node, "keepdims") == 1 ? [first.Length, 1] : [first.Length], first);
    }

    private static OnnxArray[] Split(NodeProto node, OnnxArray x, OnnxArray sizes)
    {
        Assert.Equal(1, Attribute(node, "axis"));
        var parts = new List<OnnxArray>();
        int first = 0;
        foreach (double size in sizes.Values)
        {
            int begin = first;
            parts.Add(OnnxArray.Rows(x.Shape[0], [.. x.Values.Chunk(x.Shape[1]).SelectMany(row => row[begin..(begin + (int)size)])]));
            first += (int)size;
        }

        Assert.Equal(x.Shape[1], first);
        return [.. parts];
    }

    private static OnnxArray Concat(NodeProto node, OnnxArray[] x)
    {
        Assert.Equal(1, Attribute(node, "axis"));
        int rows = x[0].Shape[0];
        return OnnxArray.Rows(rows, [.. Enumerable.Range(0, rows).SelectMany(row => x.SelectMany(a => a.Values.Skip(row * a.Shape[1]).Take(a.Shape[1])))]);
    }

    private static OnnxArray Unsqueeze(OnnxArray x, OnnxArray axes)
    {
        Assert.Equal([0.0], axes.Values);
        return x with { Shape = [1, .. x.Shape] };
    }

    private static OnnxArray Squeeze(OnnxArray x, OnnxArray axes)
    {
        Assert.Equal([0.0], axes.Values);
        Assert.Equal(1, x.Shape[0]);
        return x with { Shape = x.Shape[1..] };
    }

    // Gates in the order z, r, h; with linear_before_reset the reset gate acts behind the product.
    private static OnnxArray[] Gru(NodeProto node, OnnxArray[] x)
    {
        Assert.Equal(1, Attribute(node, "linear_before_reset"));
        int size = (int)Attribute(node, "hidden_size");
        (OnnxArray sequence, OnnxArray w, OnnxArray r, OnnxArray b, OnnxArray h) = (x[0], x[1], x[2], x[3], x[5]);
        int rows = sequence.Shape[1];
        double[] after = new double[rows * size];
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < size; j++)
            {
                double In(int gate) => Dot(w, (gate * size) + j, sequence, row) + b.Values[(gate * size) + j];
                double Back(int gate) => Dot(r, (gate * size) + j, h, row) + b.Values[((3 + gate) * size) + j];
                double z = Sigmoid(In(0) + Back(0));
                double reset = Sigmoid(In(1) + Back(1));
                double candidate = Math.Tanh(In(2) + (reset * Back(2)));
                after[(row * size) + j] = ((1 - z) * candidate) + (z * h.Values[(row * size) + j]);
            }
        }

        return [new OnnxArray([0], []), new OnnxArray([1, rows, size], after)];
    }

    // Gates in the order i, o, f, c.
    private static OnnxArray[] Lstm(NodeProto node, OnnxArray[] x)
    {
        int size = (int)Attribute(node, "hidden_size");
        (OnnxArray sequence, OnnxArray w, OnnxArray r, OnnxArray b, OnnxArray h, OnnxArray c) = (x[0], x[1], x[2], x[3], x[5], x[6]);
        int rows = sequence.Shape[1];
        double[] hidden = new double[rows * size];
        double[] cells = new double[rows * size];
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < size; j++)
            {
                double Gate(int gate) => Dot(w, (gate * size) + j, sequence, row) + b.Values[(gate * size) + j]
                    + Dot(r, (gate * size) + j, h, row) + b.Values[((4 + gate) * size) + j];
                int at = (row * size) + j;
                cells[at] = (Sigmoid(Gate(2)) * c.Values[at]) + (Sigmoid(Gate(0)) * Math.Tanh(Gate(3)));
                hidden[at] = Sigmoid(Gate(1)) * Math.Tanh(cells[at]);
            }
        }

        return [new OnnxArray([0], []), new OnnxArray([1, rows, size], hidden), new OnnxArray([1, rows, size], cells)];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
