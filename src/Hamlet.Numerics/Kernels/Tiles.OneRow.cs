using System.Runtime.CompilerServices;

namespace Hamlet.Numerics;

/// <summary>The loops of a single row.</summary>
internal static unsafe partial class Tiles<TSimd, TVector>
{
    /// <summary>One row by eight vectors, the second four from <see cref="Tile.BSecond"/>: acting on one observation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Tile1x8(in Tile t)
    {
        TVector c00 = TSimd.Load(t.Init);
        TVector c01 = TSimd.Load(t.Init + TSimd.Width);
        TVector c02 = TSimd.Load(t.Init + (2 * TSimd.Width));
        TVector c03 = TSimd.Load(t.Init + (3 * TSimd.Width));
        TVector c04 = TSimd.Load(t.Init + (4 * TSimd.Width));
        TVector c05 = TSimd.Load(t.Init + (5 * TSimd.Width));
        TVector c06 = TSimd.Load(t.Init + (6 * TSimd.Width));
        TVector c07 = TSimd.Load(t.Init + (7 * TSimd.Width));
        float* a = t.A;
        float* b = t.B;
        nint second = t.BSecond;
        nint aDepth = t.ADepth;
        nint bDepth = t.BDepth;
        for (int k = t.Depth; k > 0; k--)
        {
            TVector x = TSimd.Broadcast(a[0]);
            c00 = TSimd.MultiplyAdd(x, TSimd.Load(b), c00);
            c01 = TSimd.MultiplyAdd(x, TSimd.Load(b + TSimd.Width), c01);
            c02 = TSimd.MultiplyAdd(x, TSimd.Load(b + (2 * TSimd.Width)), c02);
            c03 = TSimd.MultiplyAdd(x, TSimd.Load(b + (3 * TSimd.Width)), c03);
            c04 = TSimd.MultiplyAdd(x, TSimd.Load(b + second), c04);
            c05 = TSimd.MultiplyAdd(x, TSimd.Load(b + second + TSimd.Width), c05);
            c06 = TSimd.MultiplyAdd(x, TSimd.Load(b + second + (2 * TSimd.Width)), c06);
            c07 = TSimd.MultiplyAdd(x, TSimd.Load(b + second + (3 * TSimd.Width)), c07);
            a += aDepth;
            b += bDepth;
        }

        TVector floor = TSimd.Broadcast(t.Floor);
        TSimd.Store(t.C, TSimd.AtLeast(c00, floor));
        TSimd.Store(t.C + TSimd.Width, TSimd.AtLeast(c01, floor));
        TSimd.Store(t.C + (2 * TSimd.Width), TSimd.AtLeast(c02, floor));
        TSimd.Store(t.C + (3 * TSimd.Width), TSimd.AtLeast(c03, floor));
        TSimd.Store(t.C + (4 * TSimd.Width), TSimd.AtLeast(c04, floor));
        TSimd.Store(t.C + (5 * TSimd.Width), TSimd.AtLeast(c05, floor));
        TSimd.Store(t.C + (6 * TSimd.Width), TSimd.AtLeast(c06, floor));
        TSimd.Store(t.C + (7 * TSimd.Width), TSimd.AtLeast(c07, floor));
    }

    /// <summary>One row by four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Tile1x4(in Tile t)
    {
        TVector c00 = TSimd.Load(t.Init);
        TVector c01 = TSimd.Load(t.Init + TSimd.Width);
        TVector c02 = TSimd.Load(t.Init + (2 * TSimd.Width));
        TVector c03 = TSimd.Load(t.Init + (3 * TSimd.Width));
        float* a = t.A;
        float* b = t.B;
        nint aDepth = t.ADepth;
        nint bDepth = t.BDepth;
        for (int k = t.Depth; k > 0; k--)
        {
            TVector x = TSimd.Broadcast(a[0]);
            c00 = TSimd.MultiplyAdd(x, TSimd.Load(b), c00);
            c01 = TSimd.MultiplyAdd(x, TSimd.Load(b + TSimd.Width), c01);
            c02 = TSimd.MultiplyAdd(x, TSimd.Load(b + (2 * TSimd.Width)), c02);
            c03 = TSimd.MultiplyAdd(x, TSimd.Load(b + (3 * TSimd.Width)), c03);
            a += aDepth;
            b += bDepth;
        }

        TVector floor = TSimd.Broadcast(t.Floor);
        TSimd.Store(t.C, TSimd.AtLeast(c00, floor));
        TSimd.Store(t.C + TSimd.Width, TSimd.AtLeast(c01, floor));
        TSimd.Store(t.C + (2 * TSimd.Width), TSimd.AtLeast(c02, floor));
        TSimd.Store(t.C + (3 * TSimd.Width), TSimd.AtLeast(c03, floor));
    }

    /// <summary>One row by two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Tile1x2(in Tile t)
    {
        TVector c00 = TSimd.Load(t.Init);
        TVector c01 = TSimd.Load(t.Init + TSimd.Width);
        float* a = t.A;
        float* b = t.B;
        nint aDepth = t.ADepth;
        nint bDepth = t.BDepth;
        for (int k = t.Depth; k > 0; k--)
        {
            TVector x = TSimd.Broadcast(a[0]);
            c00 = TSimd.MultiplyAdd(x, TSimd.Load(b), c00);
            c01 = TSimd.MultiplyAdd(x, TSimd.Load(b + TSimd.Width), c01);
            a += aDepth;
            b += bDepth;
        }

        TVector floor = TSimd.Broadcast(t.Floor);
        TSimd.Store(t.C, TSimd.AtLeast(c00, floor));
        TSimd.Store(t.C + TSimd.Width, TSimd.AtLeast(c01, floor));
    }

    /// <summary>One row by one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Tile1x1(in Tile t)
    {
        TVector c00 = TSimd.Load(t.Init);
        float* a = t.A;
        float* b = t.B;
        nint aDepth = t.ADepth;
        nint bDepth = t.BDepth;
        for (int k = t.Depth; k > 0; k--)
        {
            TVector x = TSimd.Broadcast(a[0]);
            c00 = TSimd.MultiplyAdd(x, TSimd.Load(b), c00);
            a += aDepth;
            b += bDepth;
        }

        TVector floor = TSimd.Broadcast(t.Floor);
        TSimd.Store(t.C, TSimd.AtLeast(c00, floor));
    }
}
