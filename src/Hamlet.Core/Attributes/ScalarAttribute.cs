namespace Hamlet;

/// <summary>A number: <c>float</c>, <c>double</c>, a whole number up to 64 bits, <c>bool</c> or an enum; nullable where it is not always there.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ScalarAttribute(string tag) : Attribute
{
    /// <summary>The tag, such as <c>Episode/Survival_Time</c>.</summary>
    public string Tag { get; } = tag;

    /// <summary>The unit, such as <c>steps</c>.</summary>
    public string? Unit { get; set; }
}
