namespace Hamlet.Metrics;

/// <summary>How an output that failed stands.</summary>
public enum SinkOutcome
{
    /// <summary>It is being tried again.</summary>
    Retrying,

    /// <summary>It works again.</summary>
    Recovered,

    /// <summary>It takes no more records.</summary>
    Closed,
}
