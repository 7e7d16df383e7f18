namespace Hamlet.Hosting.Replays;

/// <summary>
/// Draws a town from what an agent saw: its position, and how far each affordance is to the right and down. Only a level with full
/// observability tells the size of the grid, by the names of its cells; of the others there is no map.
/// </summary>
internal sealed class TownMap
{
    private const string Marks = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly ReplayField _position;
    private readonly ReplayField _offsetX;
    private readonly ReplayField _offsetY;
    private readonly int _width;
    private readonly int _height;

    private TownMap(ReplayField position, ReplayField offsetX, ReplayField offsetY, int width, int height)
    {
        _position = position;
        _offsetX = offsetX;
        _offsetY = offsetY;
        _width = width;
        _height = height;
    }

    /// <summary>The map of a replay, or null if its states do not tell one.</summary>
    public static TownMap? Of(ReplayFile replay)
    {
        ReplayField? Find(string name) => replay.Fields.FirstOrDefault(field => field.Name == name);
        if (Find("position") is not { Size: 2 } position || Find("cell") is not { Names.Count: > 0 } cell
            || Find("offset_x") is not { } offsetX || Find("offset_y") is not { } offsetY
            || offsetX.Names.Count != offsetX.Size || offsetY.Size != offsetX.Size || offsetX.Size > Marks.Length)
        {
            return null;
        }

        // Cells are named "x,y", row after row: the last one is the corner.
        string[] corner = cell.Names[^1].Split(',');
        return corner.Length == 2 && int.TryParse(corner[0], out int x) && int.TryParse(corner[1], out int y) && (x + 1) * (y + 1) == cell.Size
            ? new TownMap(position, offsetX, offsetY, x + 1, y + 1)
            : null;
    }

    /// <summary>The rows of the grid with the agent as <c>@</c>, and which letter is which affordance.</summary>
    public IEnumerable<string> Draw(ReplayStep step)
    {
        int x = Cell(step.State[_position.Offset], _width);
        int y = Cell(step.State[_position.Offset + 1], _height);
        char[][] cells = [.. Enumerable.Range(0, _height).Select(_ => new string('.', _width).ToCharArray())];
        for (int i = 0; i < _offsetX.Size; i++)
        {
            int right = x + Cell(step.State[_offsetX.Offset + i], _width);
            int down = y + Cell(step.State[_offsetY.Offset + i], _height);
            if (right >= 0 && right < _width && down >= 0 && down < _height)
            {
                cells[down][right] = Marks[i];
            }
        }

        char underfoot = cells[y][x];
        cells[y][x] = '@';
        foreach (char[] row in cells)
        {
            yield return "  " + string.Join(' ', row);
        }

        yield return underfoot == '.' ? "  @ agent" : $"  @ agent, on {_offsetX.Names[Marks.IndexOf(underfoot, StringComparison.Ordinal)]}";
        yield return "  " + string.Join("  ", _offsetX.Names.Select(static (name, i) => $"{Marks[i]} {name}"));
    }

    private static int Cell(double share, int size) => (int)Math.Clamp(Math.Round(share * Math.Max(1, size - 1)), -size, size - 1);
}
