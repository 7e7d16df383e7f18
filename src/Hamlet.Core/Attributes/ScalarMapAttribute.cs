namespace Hamlet;

/// <summary>Numbers whose names are known only at run time: a <see cref="Metrics.MetricMap"/>. Each has the tag <c>prefix/name</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ScalarMapAttribute(string prefix) : Attribute
{
    /// <summary>The part of the tags before the slash.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>The unit of the values.</summary>
    public string? Unit { get; set; }
}
