namespace Hamlet.Numerics;

/// <summary>
/// How a matrix of weights lies in memory: [inputs, outputs], cut into panels of 64 outputs, each whole and row-major, the last one
/// narrower. So the innermost loop reads one stream of whole cache lines, whatever the width; row-major rows of 128 values would
/// fall into a few sets of the cache.
/// </summary>
internal static class Panels
{
    /// <summary>Outputs of a panel: four vectors of 512 bits.</summary>
    public const int Width = 64;

    /// <summary>What widths are padded to: one vector of 512 bits, in every instruction set, so that all share one layout.</summary>
    public const int Padding = 16;

    /// <summary>The columns that a matrix of so many outputs occupies.</summary>
    public static int Pad(int outputs) => checked(outputs + Padding - 1) / Padding * Padding;

    /// <summary>
    /// The row length of a row-major matrix: padded to an odd number of cache lines, so that the same column of successive rows visits
    /// every set of the cache (measured: 10 to 30 % on products of 64 to 256).
    /// </summary>
    public static int RowLength(int columns) => Pad(columns) | Padding;

    /// <summary>Where the weight from an input to an output lies.</summary>
    /// <param name="input">The row.</param>
    /// <param name="output">The column.</param>
    /// <param name="inputs">Rows in all.</param>
    /// <param name="columns">Padded columns in all.</param>
    public static int Index(int input, int output, int inputs, int columns)
    {
        int first = output - (output % Width);
        return (first * inputs) + (input * Math.Min(Width, columns - first)) + (output - first);
    }
}
