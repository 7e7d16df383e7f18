namespace Hamlet;

/// <summary>The episode of the record, counted per agent from 0: an <c>int</c> or a <c>long</c>. A record without one carries the episode that its agent is in.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class EpisodeAttribute : Attribute;
