using Hamlet.Configuration;

namespace Hamlet.Hosting.Sweeps;

/// <summary>One key of an experiment given anew.</summary>
/// <param name="Key">The key, with points.</param>
/// <param name="Span">Where it stands in the sweep's file.</param>
/// <param name="Value">Its value.</param>
internal sealed record SweepChoice(string Key, ConfigSpan Span, ConfigNode Value)
{
    /// <summary><c>key=value</c>.</summary>
    public override string ToString() => $"{Key}={NodeText.Of(Value)}";
}
