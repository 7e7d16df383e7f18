namespace Hamlet;

/// <summary>A picture: a <see cref="Metrics.MetricImage"/>, copied before <c>Log</c> returns.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ImageAttribute(string tag) : Attribute
{
    /// <summary>The tag.</summary>
    public string Tag { get; } = tag;
}
