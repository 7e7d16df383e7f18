namespace Hamlet.Live.Protocol;

/// <summary>Where a policy that is shown comes from.</summary>
/// <param name="Name"><c>best</c>, <c>latest</c>, or the number of a checkpoint.</param>
/// <param name="Step">The environment steps that it had seen; null where that is not known.</param>
internal sealed record ShownCheckpoint(string Name, long? Step);
