namespace Hamlet.Numerics;

/// <summary>Cuts matrix products into tiles.</summary>
internal static unsafe class MatrixProducts<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    // The part of a panel that one pass over the rows works on, 128 by 64 values, is 32 KiB: it stays in the level-1 cache.
    private const int DepthBlock = 128;

    /// <summary>C = max(floor, init + A * B) with B in panels.</summary>
    /// <param name="tile">A, C, the initial values, the depth and the floor; <see cref="Tile.B"/> the first panel.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C, a multiple of 16.</param>
    public static void WithPanels(Tile tile, int rows, int columns)
    {
        if (rows == 1)
        {
            OneRow(tile, columns);
            return;
        }

        Tile panel = tile;
        for (int first = 0; first < columns; first += Panels.Width)
        {
            int width = Math.Min(Panels.Width, columns - first);
            panel.B = tile.B + ((nint)first * tile.Depth);
            panel.BDepth = width;
            panel.Init = tile.Init + first;
            panel.C = tile.C + first;
            Panel(panel, rows, width);
        }
    }

    /// <summary>Some rows of C = init + A * B with C in panels.</summary>
    /// <param name="tile">A, B, the depth; <see cref="Tile.C"/> the first panel.</param>
    /// <param name="height">Rows of A and C.</param>
    /// <param name="firstRow">The first row that is computed.</param>
    /// <param name="rows">How many are.</param>
    /// <param name="columns">Columns of B and C, a multiple of 16.</param>
    /// <param name="zeros">64 zeros to start from, or null to add to what is there.</param>
    public static void IntoPanels(Tile tile, int height, int firstRow, int rows, int columns, float* zeros)
    {
        Tile panel = tile;
        panel.A += firstRow * tile.ARow;
        for (int first = 0; first < columns; first += Panels.Width)
        {
            int width = Math.Min(Panels.Width, columns - first);
            panel.B = tile.B + first;
            panel.C = tile.C + ((nint)first * height) + ((nint)firstRow * width);
            panel.CRow = width;
            panel.Init = zeros == null ? panel.C : zeros;
            panel.InitRow = zeros == null ? width : 0;
            Panel(panel, rows, width);
        }
    }

    // One panel, the depth in blocks: from the second on, the sums start from what the one before has stored, which loses no bit.
    private static void Panel(Tile panel, int rows, int columns)
    {
        float floor = panel.Floor;
        int depth = panel.Depth;
        for (int first = 0; first < depth; first += DepthBlock)
        {
            panel.Depth = Math.Min(DepthBlock, depth - first);
            panel.Floor = first + panel.Depth == depth ? floor : float.NegativeInfinity;
            Block(panel, rows, columns);
            panel.A += panel.Depth * panel.ADepth;
            panel.B += panel.Depth * panel.BDepth;
            panel.Init = panel.C;
            panel.InitRow = panel.CRow;
        }
    }

    // The tallest and widest tile that the registers hold: 16 of them with 256 bits, 32 with 512 bits and with ARM's 128.
    private static void Block(Tile block, int rows, int columns)
    {
        int done = 0;
        while (done < columns)
        {
            int vectors;
            if (TSimd.Width != 8 && columns - done >= 4 * TSimd.Width)
            {
                vectors = 4;
                Rows(block, rows, 4, &Tiles<TSimd, TVector>.Tile4x4, &Tiles<TSimd, TVector>.Tile1x4);
            }
            else if (columns - done >= 2 * TSimd.Width)
            {
                vectors = 2;
                Rows(block, rows, 6, &Tiles<TSimd, TVector>.Tile6x2, &Tiles<TSimd, TVector>.Tile1x2);
            }
            else
            {
                vectors = 1;
                Rows(block, rows, 8, &Tiles<TSimd, TVector>.Tile8x1, &Tiles<TSimd, TVector>.Tile1x1);
            }

            done += vectors * TSimd.Width;
            block.B += vectors * TSimd.Width;
            block.C += vectors * TSimd.Width;
            block.Init += vectors * TSimd.Width;
        }
    }

    private static void Rows(Tile tile, int rows, int height, delegate*<in Tile, void> several, delegate*<in Tile, void> single)
    {
        for (int row = 0; row < rows; row += height)
        {
            tile.LastRow = Math.Min(height, rows - row) - 1;
            if (tile.LastRow == 0)
            {
                single(in tile);
                return;
            }

            several(in tile);
            tile.A += height * tile.ARow;
            tile.C += height * tile.CRow;
            tile.Init += height * tile.InitRow;
        }
    }

    // Acting on one observation reads every weight once: eight sums at a time, over two panels where a panel has but four vectors.
    private static void OneRow(Tile tile, int columns)
    {
        Tile t = tile;
        for (int done = 0; done < columns;)
        {
            int within = done % Panels.Width;
            int first = done - within;
            int width = Math.Min(Panels.Width, columns - first);
            t.B = tile.B + ((nint)first * tile.Depth) + within;
            t.BDepth = width;
            t.C = tile.C + done;
            t.Init = tile.Init + done;
            done += TSimd.Width * OneRow(ref t, (width - within) / TSimd.Width, columns - first >= 2 * Panels.Width);
        }
    }

    private static int OneRow(ref Tile t, int vectors, bool nextIsWhole)
    {
        bool acrossPanels = vectors == 4 && nextIsWhole;
        if (vectors >= 8 || acrossPanels)
        {
            t.BSecond = acrossPanels ? (nint)Panels.Width * t.Depth : 4 * TSimd.Width;
            Tiles<TSimd, TVector>.Tile1x8(in t);
            return 8;
        }

        switch (vectors)
        {
            case >= 4:
                Tiles<TSimd, TVector>.Tile1x4(in t);
                return 4;
            case >= 2:
                Tiles<TSimd, TVector>.Tile1x2(in t);
                return 2;
            default:
                Tiles<TSimd, TVector>.Tile1x1(in t);
                return 1;
        }
    }
}
