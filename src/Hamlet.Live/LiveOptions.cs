using Hamlet.Metrics;

namespace Hamlet.Live;

/// <summary>The options of the output <c>live</c>: the page of a training, and the WebSocket behind it.</summary>
[Options]
public sealed partial record LiveOptions : ISinkOptions
{
    /// <summary>Whether the page is served; <c>hamlet train CONFIG --live [PORT]</c> switches it on, too.</summary>
    public bool Enabled { get; init; }

    /// <summary>The port; 0 for any that is free.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 8765;

    /// <summary>
    /// The address that is listened on. One that other machines reach asks visitors for a token, which is in the address that is printed:
    /// the one in the variable HAMLET_LIVE_TOKEN, or else a new one each time.
    /// </summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>How often the world is shown at most.</summary>
    [Range(1, 60)]
    [Option(Unit = "1/s")]
    public int FramesPerSecond { get; init; } = 30;

    string? ISinkOptions.Problem => Problem;

    /// <summary>What is wrong with the values; null where nothing is.</summary>
    internal string? Problem => Server.AccessRule.ProblemOf(Host);
}
