namespace Hamlet.Generators.Tests.Diagnostics;

/// <summary>An example of every diagnostic.</summary>
internal static class Examples
{
    /// <summary>The examples by the number of their rule.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } =
        new[] { OptionExamples.All, PluginExamples.All, MetricExamples.All }.SelectMany(static e => e).ToDictionary();
}
