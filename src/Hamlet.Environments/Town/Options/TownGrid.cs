namespace Hamlet.Environments;

/// <summary>The size of a grid. Cell [0, 0] is at the top left; x counts to the right, y downward.</summary>
[Options]
public sealed partial record TownGrid
{
    /// <summary>The number of columns.</summary>
    [Option(Unit = "cells")]
    [Range(1, 64)]
    public required int Width { get; init; }

    /// <summary>The number of rows.</summary>
    [Option(Unit = "cells")]
    [Range(1, 64)]
    public required int Height { get; init; }
}
