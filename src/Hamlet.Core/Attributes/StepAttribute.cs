namespace Hamlet;

/// <summary>The environment step of the record, summed over the environments: an <c>int</c> or a <c>long</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class StepAttribute : Attribute;
