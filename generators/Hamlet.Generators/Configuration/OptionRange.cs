namespace Hamlet.Generators.Configuration;

/// <summary>The numbers that an option may be.</summary>
internal sealed record OptionRange(double Min, double Max, bool MinExclusive, bool MaxExclusive);
