namespace Hamlet.Formats.Safetensors;

/// <summary>A tensor of a safetensors file, without its values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its dimensions, the slowest first; none for a single number.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="Length">How many bytes it has.</param>
internal sealed record TensorInfo(string Name, TensorType Type, IReadOnlyList<long> Shape, long Begin, long Length)
{
    /// <summary>Where its bytes end.</summary>
    public long End => Begin + Length;

    /// <summary>How many elements it has.</summary>
    public long Count => Length / Type.Size();
}
