using System.Runtime.InteropServices;

namespace Hamlet.Formats.Onnx;

/// <summary>A constant of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its dimensions, the slowest first; none for a single number.</param>
/// <param name="Bytes">Its elements, little-endian.</param>
internal sealed record OnnxTensor(string Name, OnnxType Type, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A constant of numbers.</summary>
    public static OnnxTensor Of(string name, ReadOnlySpan<float> values, params IReadOnlyList<int> shape) =>
        new(name, OnnxType.Float, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A constant list of whole numbers.</summary>
    public static OnnxTensor Of(string name, params ReadOnlySpan<long> values) =>
        new(name, OnnxType.Int64, [values.Length], MemoryMarshal.AsBytes(values).ToArray());
}
