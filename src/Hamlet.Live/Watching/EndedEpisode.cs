namespace Hamlet.Live.Watching;

/// <summary>An episode that ended in the row that is shown.</summary>
/// <param name="Agent">The agent's index.</param>
/// <param name="Number">Its number within the row.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Return">Its rewards.</param>
/// <param name="Reason">The number of the reason why it ended; -1 where a visitor had it begin anew.</param>
internal readonly record struct EndedEpisode(int Agent, long Number, int Steps, double Return, int Reason)
{
    /// <summary>The agent's exploration rate then, with which the next one begins; NaN where there is none.</summary>
    public double Exploration { get; init; } = double.NaN;

    /// <summary>The meters at its end; empty where they are not known.</summary>
    public float[] Meters { get; init; } = [];

    /// <summary>By affordance: how often its use was completed; empty where that is not known.</summary>
    public int[] Uses { get; init; } = [];
}
