namespace Hamlet;

/// <summary>A run-time part of the record's tags: a <see cref="Metrics.TagName"/> that replaces <c>{name}</c> in them, where name is the property's in camel case.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TagPartAttribute : Attribute;
