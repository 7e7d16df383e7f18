namespace Hamlet.Formats.Onnx;

/// <summary>The types of elements that are used here, by the numbers of <c>TensorProto.DataType</c>.</summary>
internal enum OnnxType
{
    /// <summary>Single precision.</summary>
    Float = 1,

    /// <summary>A signed number of 64 bits.</summary>
    Int64 = 7,

    /// <summary>A switch.</summary>
    Bool = 9,
}
