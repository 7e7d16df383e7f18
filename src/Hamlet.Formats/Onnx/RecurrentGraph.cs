using Hamlet.Networks;

namespace Hamlet.Formats.Onnx;

/// <summary>A recurrent layer for one step, with its state as an input and the next state as an output of the model.</summary>
/// <param name="graph">The model.</param>
/// <param name="spec">The network.</param>
/// <param name="values">The values of a parameter.</param>
internal sealed class RecurrentGraph(OnnxGraph graph, NetworkSpec spec, RecurrentGraph.Parameter values)
{
    // The operators' order of gates, in places of PyTorch's: z, r, n of r, z, n; and i, o, f, g of i, f, g, o.
    private static readonly int[] s_gruOrder = [1, 0, 2];
    private static readonly int[] s_lstmOrder = [0, 3, 1, 2];

    private readonly Recurrence _kind = spec.Trunk.Recurrent;
    private readonly int _size = spec.Trunk.RecurrentSize;

    /// <summary>Gives the values of a parameter.</summary>
    public delegate ReadOnlySpan<float> Parameter(string name);

    /// <summary>Adds it.</summary>
    /// <param name="input">What goes in, [batch, inputs].</param>
    /// <returns>What comes out, [batch, size].</returns>
    public string Add(string input)
    {
        string state = graph.Input(new OnnxValue("state", OnnxType.Float, spec.StateSize, "What is remembered; zeros in the first step of an episode."));
        graph.Output(new OnnxValue("next_state", OnnxType.Float, spec.StateSize, "The state of the next step."));

        // The operators have a time, here of one step, and a direction, here the only one.
        string first = graph.Constant(OnnxTensor.Of("recurrent.axis", 0L));
        string sequence = graph.Add("Unsqueeze", "recurrent.sequence", [input, first]);
        string[] weights = [Weights("weight_ih"), Weights("weight_hh"), Biases()];
        return _kind == Recurrence.Gru ? AddGru(sequence, state, weights, first) : AddLstm(sequence, state, weights, first);
    }

    private string AddGru(string sequence, string state, string[] weights, string first)
    {
        string before = graph.Add("Unsqueeze", "recurrent.before", [state, first]);
        graph.AddMany(
            "GRU",
            ["", "recurrent.after"],
            [sequence, .. weights, "", before],
            new OnnxAttribute("hidden_size", _size),
            new OnnxAttribute("linear_before_reset", 1));
        return graph.Add("Squeeze", "next_state", ["recurrent.after", first]);
    }

    private string AddLstm(string sequence, string state, string[] weights, string first)
    {
        string sizes = graph.Constant(OnnxTensor.Of("recurrent.sizes", _size, _size));
        graph.AddMany("Split", ["recurrent.hidden", "recurrent.cell"], [state, sizes], new OnnxAttribute("axis", 1));
        string hidden = graph.Add("Unsqueeze", "recurrent.before", ["recurrent.hidden", first]);
        string cell = graph.Add("Unsqueeze", "recurrent.cell.before", ["recurrent.cell", first]);
        graph.AddMany(
            "LSTM",
            ["", "recurrent.after", "recurrent.cell.after"],
            [sequence, .. weights, "", hidden, cell],
            new OnnxAttribute("hidden_size", _size));
        string output = graph.Add("Squeeze", "recurrent.values", ["recurrent.after", first]);
        string remembered = graph.Add("Squeeze", "recurrent.cell.values", ["recurrent.cell.after", first]);
        graph.Add("Concat", "next_state", [output, remembered], new OnnxAttribute("axis", 1));
        return output;
    }

    // [1, gates * size, columns]
    private string Weights(string name)
    {
        float[] ordered = Ordered($"recurrent.{name}");
        int rows = _kind.Gates() * _size;
        return graph.Constant(OnnxTensor.Of($"recurrent.{name}", ordered, 1, rows, ordered.Length / rows));
    }

    // [1, 2 * gates * size]
    private string Biases()
    {
        float[] both = [.. Ordered("recurrent.bias_ih"), .. Ordered("recurrent.bias_hh")];
        return graph.Constant(OnnxTensor.Of("recurrent.bias", both, 1, both.Length));
    }

    private float[] Ordered(string name)
    {
        ReadOnlySpan<float> source = values(name);
        float[] ordered = new float[source.Length];
        int length = source.Length / _kind.Gates();
        int place = 0;
        foreach (int gate in _kind == Recurrence.Gru ? s_gruOrder : s_lstmOrder)
        {
            source.Slice(gate * length, length).CopyTo(ordered.AsSpan(place * length));
            place++;
        }

        return ordered;
    }
}
