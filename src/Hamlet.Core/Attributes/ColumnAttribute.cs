namespace Hamlet;

/// <summary>
/// What belongs into a table and is no curve: a number as for <see cref="ScalarAttribute"/>, or a <c>string</c>. It has no tag; outputs that
/// draw leave it out.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ColumnAttribute : Attribute
{
    /// <summary>The unit, such as <c>steps</c>.</summary>
    public string? Unit { get; set; }
}
