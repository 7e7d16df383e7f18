namespace Hamlet.Environments;

/// <summary>
/// What an environment may offer beside <see cref="IEnvironment"/>: what was done, and where, in the episode of a row that ended last. It
/// is there from the step in which the episode ended, when the row has already begun the next one, until that one ends.
/// </summary>
public interface IActivity
{
    /// <summary>The names of the things that can be used.</summary>
    IReadOnlyList<string> AffordanceNames { get; }

    /// <summary>The columns of the grid.</summary>
    int GridWidth { get; }

    /// <summary>The rows of the grid.</summary>
    int GridHeight { get; }

    /// <summary>By affordance: how often its use was completed.</summary>
    ReadOnlySpan<int> Uses(int row);

    /// <summary>
    /// [from, to]: how often the use of one affordance was followed by that of another or the same; the last "from" stands for the
    /// beginning of the episode. Their sum is that of the uses.
    /// </summary>
    ReadOnlySpan<int> Transitions(int row);

    /// <summary>[y, x]: after how many steps the agent stood there. Their sum is the length of the episode.</summary>
    ReadOnlySpan<int> Visits(int row);
}
