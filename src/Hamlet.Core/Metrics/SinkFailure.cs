namespace Hamlet.Metrics;

/// <summary>An output that failed, and what became of it.</summary>
/// <param name="Name">The output.</param>
/// <param name="Reason">What it threw: the first time or, if it is closed, what closed it.</param>
/// <param name="Outcome">How it stands.</param>
/// <param name="Lost">How many records it does not have because of that.</param>
public sealed record SinkFailure(string Name, Exception Reason, SinkOutcome Outcome, long Lost)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() => Outcome switch
    {
        SinkOutcome.Recovered when Lost == 0 => $"{Name}: recovered, no record lost: {Reason.Message}",
        SinkOutcome.Recovered => FormattableString.Invariant($"{Name}: recovered after {Lost} lost records: {Reason.Message}"),
        SinkOutcome.Closed => FormattableString.Invariant($"{Name}: closed, {Lost} records lost: {Reason.Message}"),
        _ => $"{Name}: tried again: {Reason.Message}",
    };
}
