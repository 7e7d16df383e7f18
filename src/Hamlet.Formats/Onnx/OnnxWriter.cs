using System.Text;

namespace Hamlet.Formats.Onnx;

/// <summary>
/// Writes a model as the protocol-buffer message <c>ModelProto</c> of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, whose field
/// numbers are those here.
/// </summary>
internal static class OnnxWriter
{
    /// <summary>The version of the format: that of ONNX 1.12, which has operator set 17.</summary>
    public const int IrVersion = 8;

    /// <summary>The version of the operators' definitions.</summary>
    public const int OperatorSet = 17;

    // AttributeProto.AttributeType
    private const int IntType = 2;
    private const int IntsType = 7;

    // Room for the length of a message that holds all weights.
    private const int LongLength = 5;

    /// <summary>The bytes of a model's file.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="producerVersion">The version of this framework.</param>
    /// <param name="description">What it is, for who opens it.</param>
    /// <param name="properties">What else is to be said of it.</param>
    public static byte[] Write(OnnxGraph graph, string producerVersion, string description, params ReadOnlySpan<(string Key, string Value)> properties)
    {
        var buffer = new MessageBuffer((1 << 12) + graph.Constants.Sum(static c => c.Bytes.Length));
        buffer.Varint(1, IrVersion);
        Text(buffer, 2, "Hamlet.Gen");
        Text(buffer, 3, producerVersion);
        Text(buffer, 6, description);
        int inner = buffer.Open(7, LongLength);
        WriteGraph(buffer, graph);
        buffer.Close(inner, LongLength);
        int set = buffer.Open(8);
        Text(buffer, 1, "");
        buffer.Varint(2, OperatorSet);
        buffer.Close(set);
        foreach ((string key, string value) in properties)
        {
            int entry = buffer.Open(14);
            Text(buffer, 1, key);
            Text(buffer, 2, value);
            buffer.Close(entry);
        }

        return buffer.Written.ToArray();
    }

    private static void WriteGraph(MessageBuffer buffer, OnnxGraph graph)
    {
        foreach (OnnxNode node in graph.Nodes)
        {
            int inner = buffer.Open(1);
            WriteNode(buffer, node);
            buffer.Close(inner);
        }

        Text(buffer, 2, "policy");
        foreach (OnnxTensor constant in graph.Constants)
        {
            int inner = buffer.Open(5, LongLength);
            WriteTensor(buffer, constant);
            buffer.Close(inner, LongLength);
        }

        WriteValues(buffer, 11, graph.Inputs);
        WriteValues(buffer, 12, graph.Outputs);
    }

    private static void WriteNode(MessageBuffer buffer, OnnxNode node)
    {
        foreach (string input in node.Inputs)
        {
            Text(buffer, 1, input);
        }

        foreach (string output in node.Outputs)
        {
            Text(buffer, 2, output);
        }

        Text(buffer, 3, node.Outputs[^1] + "/" + node.Operator);
        Text(buffer, 4, node.Operator);
        foreach (OnnxAttribute attribute in node.Attributes)
        {
            int inner = buffer.Open(5);
            Text(buffer, 1, attribute.Name);
            if (attribute.List is null)
            {
                buffer.Varint(3, attribute.Value);
            }

            foreach (long item in attribute.List ?? [])
            {
                buffer.Varint(8, item);
            }

            buffer.Varint(20, attribute.List is null ? IntType : IntsType);
            buffer.Close(inner);
        }
    }

    private static void WriteTensor(MessageBuffer buffer, OnnxTensor tensor)
    {
        foreach (int dimension in tensor.Shape)
        {
            buffer.Varint(1, dimension);
        }

        buffer.Varint(2, (int)tensor.Type);
        Text(buffer, 8, tensor.Name);
        buffer.Bytes(9, tensor.Bytes.Span);
    }

    private static void WriteValues(MessageBuffer buffer, int field, IReadOnlyList<OnnxValue> values)
    {
        foreach (OnnxValue value in values)
        {
            int inner = buffer.Open(field);
            Text(buffer, 1, value.Name);
            int type = buffer.Open(2);
            int tensor = buffer.Open(1);
            buffer.Varint(1, (int)value.Type);
            int shape = buffer.Open(2);
            int batch = buffer.Open(1);
            Text(buffer, 2, "batch");
            buffer.Close(batch);
            if (value.Width is { } width)
            {
                int dimension = buffer.Open(1);
                buffer.Varint(1, width);
                buffer.Close(dimension);
            }

            buffer.Close(shape);
            buffer.Close(tensor);
            buffer.Close(type);
            Text(buffer, 3, value.Description);
            buffer.Close(inner);
        }
    }

    private static void Text(MessageBuffer buffer, int field, string text) => buffer.Bytes(field, Encoding.UTF8.GetBytes(text));
}
