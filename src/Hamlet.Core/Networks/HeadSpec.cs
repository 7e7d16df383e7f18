namespace Hamlet.Networks;

/// <summary>A named output.</summary>
/// <param name="Name">Its name: <c>q</c>, <c>policy</c>, <c>value</c>, <c>log_std</c>.</param>
/// <param name="Width">How many values it has.</param>
/// <param name="Kind">How it follows from the trunk.</param>
/// <param name="Gain">The gain of its orthogonal initialisation.</param>
/// <param name="Initial">The value that a state-independent head begins with.</param>
public sealed record HeadSpec(string Name, int Width, HeadKind Kind = HeadKind.Linear, float Gain = 1, float Initial = 0);
