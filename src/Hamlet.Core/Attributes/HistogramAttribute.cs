namespace Hamlet;

/// <summary>A distribution: a <see cref="ReadOnlyMemory{T}"/> of <c>float</c>, copied before <c>Log</c> returns. Empty means that there is none.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class HistogramAttribute(string tag) : Attribute
{
    /// <summary>The tag.</summary>
    public string Tag { get; } = tag;

    /// <summary>The unit of the values.</summary>
    public string? Unit { get; set; }
}
