namespace Hamlet;

/// <summary>The words that a text option may be.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] values) : Attribute
{
    /// <summary>The words.</summary>
    public string[] Values { get; } = values;
}
