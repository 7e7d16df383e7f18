namespace Hamlet.Live.Board;

/// <summary>A run as the board lists it.</summary>
/// <param name="Name">What the board calls it: its path below the log directory.</param>
/// <param name="Path">Its directory.</param>
internal sealed record BoardRun(string Name, string Path)
{
    /// <summary>The experiment's name; empty for a run of another program.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>How it stands, in a word; empty where that is not known.</summary>
    public string State { get; init; } = "";

    /// <summary>Why, where it failed or is damaged.</summary>
    public string? Reason { get; init; }

    /// <summary>Environment steps made so far.</summary>
    public long Steps { get; init; }

    /// <summary>How long it took, or has taken so far.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>When it began; of a run of another program, when its directory was last written.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The best mean return of an evaluation.</summary>
    public double? BestReturn { get; init; }

    /// <summary>The mean return of the last training episodes.</summary>
    public double? LastReturn { get; init; }
}
