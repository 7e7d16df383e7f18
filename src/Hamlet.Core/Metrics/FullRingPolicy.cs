namespace Hamlet.Metrics;

/// <summary>What <c>Log</c> does while the ring is full.</summary>
public enum FullRingPolicy
{
    /// <summary>Waits for the writer. Nothing is lost.</summary>
    Block,

    /// <summary>Drops the record and counts it; the count is itself logged.</summary>
    Drop,
}
