namespace Hamlet;

/// <summary>The agent of the record, an <c>int</c> index from 0. A record without one belongs to the run as a whole where a run has several agents.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class AgentAttribute : Attribute;
