using Hamlet.Metrics;

namespace Hamlet.IntegrationTests.Border;

/// <summary>An output's options, off unless asked for.</summary>
[Options]
public sealed partial record SinkSwitch : ISinkOptions
{
    /// <summary>Whether it writes.</summary>
    public bool Enabled { get; init; }
}
