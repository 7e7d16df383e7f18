namespace Hamlet.Live.Watching;

/// <summary>What a visitor asks of a show.</summary>
/// <param name="Name">Its name, such as <c>pause</c>.</param>
internal sealed record ShowCommand(string Name)
{
    /// <summary>How many steps.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How many times as fast as 5 steps a second.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The agent to be shown.</summary>
    public string Agent { get; init; } = "";
}
