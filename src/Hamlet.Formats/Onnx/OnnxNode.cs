namespace Hamlet.Formats.Onnx;

/// <summary>An operation of a model. An attribute is a whole number.</summary>
/// <param name="Operator">What it does, such as <c>Gemm</c>.</param>
/// <param name="Inputs">The names of what goes in; empty for an optional input that is left out.</param>
/// <param name="Outputs">The names of what comes out; empty for an optional output that is left out.</param>
/// <param name="Attributes">How it does it.</param>
internal sealed record OnnxNode(
    string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<OnnxAttribute> Attributes);
