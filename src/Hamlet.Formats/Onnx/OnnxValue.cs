namespace Hamlet.Formats.Onnx;

/// <summary>An input or an output of a model: [batch, width], or [batch] alone.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Width">How many values a row has; null for one value a row.</param>
/// <param name="Description">What it means, for who opens the model.</param>
internal sealed record OnnxValue(string Name, OnnxType Type, int? Width, string Description);
