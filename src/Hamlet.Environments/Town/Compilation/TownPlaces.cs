using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>Everything must have a place of its own inside the grid.</summary>
internal static class TownPlaces
{
    public static void Check(TownWorld world, TownProblems problems)
    {
        TownGrid grid = world.Grid;
        if (world.Start is { } start)
        {
            Inside("the start", start, grid, world.Place, problems);
        }

        if (world.Randomize)
        {
            // One more cell than affordances, so that the agent has one, too.
            if (world.Affordances.Count >= grid.Width * grid.Height)
            {
                problems.Error(
                    world.Place,
                    $"{world.Affordances.Count} affordances and an agent do not fit on a grid of {grid.Width} x {grid.Height} cells");
            }

            if (world.Start is not null)
            {
                problems.Error(world.Place, "'start' and 'randomize' exclude each other: an affordance may come to lie on the start");
            }

            return;
        }

        var taken = new Dictionary<(int X, int Y), string>();
        foreach ((string name, TownAffordance affordance) in world.Affordances)
        {
            if (affordance.Position is not { } position)
            {
                problems.Error(affordance.Place, $"'{name}' has no position, and affordances are not placed at random here");
            }
            else if (Inside($"'{name}'", position, grid, affordance.Place, problems)
                && !taken.TryAdd((position[0], position[1]), name))
            {
                string other = taken[(position[0], position[1])];
                problems.Error(affordance.Place, $"'{name}' is on the cell of '{other}', [{position[0]}, {position[1]}]");
            }
        }
    }

    private static bool Inside(string what, IReadOnlyList<int> cell, TownGrid grid, ConfigSpan place, TownProblems problems)
    {
        if (cell is not [int x, int y])
        {
            problems.Error(place, $"the cell of {what} is [x, y], not [{string.Join(", ", cell)}]");
            return false;
        }

        if (x < 0 || x >= grid.Width || y < 0 || y >= grid.Height)
        {
            problems.Error(place, $"{what} is at [{x}, {y}], outside of the grid of {grid.Width} x {grid.Height} cells");
            return false;
        }

        return true;
    }
}
