namespace Hamlet.Outputs.Remote;

/// <summary>How what lies on disk is sent: in which rhythm, how an outage is waited out, how long the end of a run waits.</summary>
internal sealed record UploadRule
{
    /// <summary>The time between two messages while there is something to send.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a run that has nothing to say is silent before it says that it lives.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time before the first attempt after one that failed; it doubles with each.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time between two attempts. There is no last one while training goes on.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the end of a run waits for what is left to be sent.</summary>
    public TimeSpan EndBound { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time before an attempt.</summary>
    /// <param name="failures">How many have failed in a row, at least 1.</param>
    /// <param name="asked">What the server asked for, or zero; it is kept where it is longer.</param>
    public TimeSpan Delay(int failures, TimeSpan asked)
    {
        double factor = Math.Pow(2, Math.Min(30, failures - 1));
        var own = TimeSpan.FromTicks((long)Math.Min(LongestDelay.Ticks, FirstDelay.Ticks * factor));
        return own > asked ? own : asked;
    }
}
