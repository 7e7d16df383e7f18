namespace Hamlet.Generators.Metrics;

/// <summary>A run-time part of tags.</summary>
/// <param name="Property">The property.</param>
/// <param name="Name">How it stands between braces.</param>
internal sealed record MetricsTagPart(string Property, string Name);
