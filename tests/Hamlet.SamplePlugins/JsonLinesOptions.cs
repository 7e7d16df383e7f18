using Hamlet;
using Hamlet.Metrics;

namespace Hamlet.SamplePlugins;

/// <summary>Whether the lines are written.</summary>
[Options]
public sealed partial record JsonLinesOptions : ISinkOptions
{
    /// <summary>Off unless asked for.</summary>
    public bool Enabled { get; init; }
}
