using Hamlet.Formats.Policies;
using Hamlet.Networks;

namespace Hamlet.Formats.Onnx;

/// <summary>The operations of a network as far as one head needs them.</summary>
internal sealed class NetworkGraph(OnnxGraph graph, PolicyFile policy)
{
    private static readonly OnnxAttribute s_transposed = new("transB", 1);

    private readonly NetworkSpec _spec = policy.Network;
    private readonly Dictionary<string, ParameterSlice> _slices = ParameterLayout.Create(policy.Network).ToDictionary(static s => s.Name);

    /// <summary>Adds them.</summary>
    /// <param name="input">What the network sees, [batch, inputs].</param>
    /// <param name="output">What the head's values are to be called; they are an output of the model.</param>
    /// <returns>The name of the head's values.</returns>
    public string Add(string input, string output)
    {
        for (int i = 0; i < _spec.Trunk.Hidden.Count; i++)
        {
            string linear = Linear($"trunk.{i}", input, $"trunk.{i}");
            input = graph.Add(_spec.Trunk.Activation == Activation.Relu ? "Relu" : "Tanh", $"trunk.{i}.values", [linear]);
        }

        if (_spec.Trunk.Recurrent != Recurrence.None)
        {
            input = new RecurrentGraph(graph, _spec, name => Values(name)).Add(input);
        }

        HeadSpec head = _spec.Heads.First(h => h.Name == policy.Head);
        graph.Output(new OnnxValue(output, OnnxType.Float, head.Width, "What the action is decided by, before masks and bounds."));
        return head.Kind == HeadKind.Dueling ? Duel(head.Name, input, output) : Linear(head.Name, input, output);
    }

    // v + (a - mean(a))
    private string Duel(string head, string input, string output)
    {
        string value = Linear($"{head}.value", input, $"{head}.value");
        string advantage = Linear($"{head}.advantage", input, $"{head}.advantage");
        string mean = graph.Add("ReduceMean", $"{head}.advantage.mean", [advantage], new OnnxAttribute("axes", 0, [1]), new OnnxAttribute("keepdims", 1));
        string centred = graph.Add("Sub", $"{head}.advantage.centred", [advantage, mean]);
        return graph.Add("Add", output, [value, centred]);
    }

    private string Linear(string layer, string input, string output) =>
        graph.Add("Gemm", output, [input, Constant($"{layer}.weight"), Constant($"{layer}.bias")], s_transposed);

    private string Constant(string name) => graph.Constant(OnnxTensor.Of(name, Values(name), _slices[name].Shape));

    private ReadOnlySpan<float> Values(string name) => policy.Parameters.Span.Slice(_slices[name].Offset, _slices[name].Length);
}
