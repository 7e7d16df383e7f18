namespace Hamlet.Tests.Outputs.Support;

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class FixedTime(double unixSeconds) : TimeProvider
{
    public double UnixSeconds { get; set; } = unixSeconds;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(UnixSeconds);
}
