namespace Hamlet.Formats.Onnx;

/// <summary>How an operation does what it does: a whole number, or a list of them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The number, where it is one.</param>
/// <param name="List">The list, where it is one.</param>
internal sealed record OnnxAttribute(string Name, long Value, IReadOnlyList<long>? List = null);
