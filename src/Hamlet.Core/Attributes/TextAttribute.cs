namespace Hamlet;

/// <summary>A text: a <c>string</c>; null means that there is none.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TextAttribute(string tag) : Attribute
{
    /// <summary>The tag.</summary>
    public string Tag { get; } = tag;
}
