namespace Hamlet.Training.Replays;

/// <summary>Where everything stood in an episode, for those who draw it.</summary>
/// <param name="Width">The columns of the grid.</param>
/// <param name="Height">The rows of the grid.</param>
/// <param name="Names">The things that can be used.</param>
/// <param name="Places">[things, 2]: the cell of each.</param>
/// <param name="Path">[steps, 2]: the agent's cell before each step.</param>
internal sealed record ReplayScene(int Width, int Height, IReadOnlyList<string> Names, int[] Places, int[] Path);
