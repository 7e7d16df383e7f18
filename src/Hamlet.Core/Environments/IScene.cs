namespace Hamlet.Environments;

/// <summary>What an environment on a grid may offer beside <see cref="IEnvironment"/>: where everything stands now, for those who draw it.</summary>
public interface IScene
{
    /// <summary>The columns of the grid.</summary>
    int GridWidth { get; }

    /// <summary>The rows of the grid.</summary>
    int GridHeight { get; }

    /// <summary>The names of the things that can be used.</summary>
    IReadOnlyList<string> AffordanceNames { get; }

    /// <summary>Copies the present places of a row: x and y of the agent, then of each affordance. Allocates nothing.</summary>
    /// <param name="row">The row, counted from the environment's first.</param>
    /// <param name="places">[1 + affordances, 2].</param>
    void ReadScene(int row, Span<int> places);
}
