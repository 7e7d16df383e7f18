using System.Runtime.CompilerServices;

namespace Hamlet.Numerics;

/// <summary>
/// The innermost loops: C = max(floor, init + A * B) of a few rows and vectors, whose sums stay in registers. Every sum starts from its
/// initial value and takes the products in the order of the depth, in every shape: so a value depends neither on the shape that computed it
/// nor on the other rows of a batch, and 256 and 512 bits give the same one. Rows beyond <see cref="Tile.LastRow"/> repeat that
/// one: they compute and store the same values again, which saves a second set of loops for the remainders.
/// </summary>
internal static unsafe partial class Tiles<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>Four rows by four vectors: sixteen sums hide the latency of the multiplications; for 32 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Tile4x4(in Tile t)
    {
        nint row1 = Math.Min(1, t.LastRow);
        nint row2 = Math.Min(2, t.LastRow);
        nint row3 = Math.Min(3, t.LastRow);
        TVector c00 = TSimd.Load(t.Init);
        TVector c01 = TSimd.Load(t.Init + TSimd.Width);
        TVector c02 = TSimd.Load(t.Init + (2 * TSimd.Width));
        TVector c03 = TSimd.Load(t.Init + (3 * TSimd.Width));
        float* init1 = t.Init + (row1 * t.InitRow);
        TVector c10 = TSimd.Load(init1);
        TVector c11 = TSimd.Load(init1 + TSimd.Width);
        TVector c12 = TSimd.Load(init1 + (2 * TSimd.Width));
        TVector c13 = TSimd.Load(init1 + (3 * TSimd.Width));
        float* init2 = t.Init + (row2 * t.InitRow);
        TVector c20 = TSimd.Load(init2);
        TVector c21 = TSimd.Load(init2 + TSimd.Width);
        TVector c22 = TSimd.Load(init2 + (2 * TSimd.Width));
        TVector c23 = TSimd.Load(init2 + (3 * TSimd.Width));
        float* init3 = t.Init + (row3 * t.InitRow);
        TVector c30 = TSimd.Load(init3);
        TVector c31 = TSimd.Load(init3 + TSimd.Width);
        TVector c32 = TSimd.Load(init3 + (2 * TSimd.Width));
        TVector c33 = TSimd.Load(init3 + (3 * TSimd.Width));
        float* a = t.A;
        float* b = t.B;
        nint a1 = row1 * t.ARow;
        nint a2 = row2 * t.ARow;
        nint a3 = row3 * t.ARow;
        nint aDepth = t.ADepth;
        nint bDepth = t.BDepth;
        for (int k = t.Depth; k > 0; k--)
        {
            TVector b0 = TSimd.Load(b);
            TVector b1 = TSimd.Load(b + TSimd.Width);
            TVector b2 = TSimd.Load(b + (2 * TSimd.Width));
            TVector b3 = TSimd.Load(b + (3 * TSimd.Width));
            TVector x = TSimd.Broadcast(a[0]);
            c00 = TSimd.MultiplyAdd(x, b0, c00);
            c01 = TSimd.MultiplyAdd(x, b1, c01);
            c02 = TSimd.MultiplyAdd(x, b2, c02);
            c03 = TSimd.MultiplyAdd(x, b3, c03);
            x = TSimd.Broadcast(a[a1]);
            c10 = TSimd.MultiplyAdd(x, b0, c10);
            c11 = TSimd.MultiplyAdd(x, b1, c11);
            c12 = TSimd.MultiplyAdd(x, b2, c12);
            c13 = TSimd.MultiplyAdd(x, b3, c13);
            x = TSimd.Broadcast(a[a2]);
            c20 = TSimd.MultiplyAdd(x, b0, c20);
            c21 = TSimd.MultiplyAdd(x, b1, c21);
            c22 = TSimd.MultiplyAdd(x, b2, c22);
            c23 = TSimd.MultiplyAdd(x, b3, c23);
            x = TSimd.Broadcast(a[a3]);
            c30 = TSimd.MultiplyAdd(x, b0, c30);
            c31 = TSimd.MultiplyAdd(x, b1, c31);
            c32 = TSimd.MultiplyAdd(x, b2, c32);
            c33 = TSimd.MultiplyAdd(x, b3, c33);
            a += aDepth;
            b += bDepth;
        }

        TVector floor = TSimd.Broadcast(t.Floor);
        TSimd.Store(t.C, TSimd.AtLeast(c00, floor));
        TSimd.Store(t.C + TSimd.Width, TSimd.AtLeast(c01, floor));
        TSimd.Store(t.C + (2 * TSimd.Width), TSimd.AtLeast(c02, floor));
        TSimd.Store(t.C + (3 * TSimd.Width), TSimd.AtLeast(c03, floor));
        float* y1 = t.C + (row1 * t.CRow);
        TSimd.Store(y1, TSimd.AtLeast(c10, floor));
        TSimd.Store(y1 + TSimd.Width, TSimd.AtLeast(c11, floor));
        TSimd.Store(y1 + (2 * TSimd.Width), TSimd.AtLeast(c12, floor));
        TSimd.Store(y1 + (3 * TSimd.Width), TSimd.AtLeast(c13, floor));
        float* y2 = t.C + (row2 * t.CRow);
        TSimd.Store(y2, TSimd.AtLeast(c20, floor));
        TSimd.Store(y2 + TSimd.Width, TSimd.AtLeast(c21, floor));
        TSimd.Store(y2 + (2 * TSimd.Width), TSimd.AtLeast(c22, floor));
        TSimd.Store(y2 + (3 * TSimd.Width), TSimd.AtLeast(c23, floor));
        float* y3 = t.C + (row3 * t.CRow);
        TSimd.Store(y3, TSimd.AtLeast(c30, floor));
        TSimd.Store(y3 + TSimd.Width, TSimd.AtLeast(c31, floor));
        TSimd.Store(y3 + (2 * TSimd.Width), TSimd.AtLeast(c32, floor));
        TSimd.Store(y3 + (3 * TSimd.Width), TSimd.AtLeast(c33, floor));
    }

    /// <summary>Six rows by two vectors: twelve sums, two vectors and a broadcast fit 16 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Tile6x2(in Tile t)
    {
        nint row1 = Math.Min(1, t.LastRow);
        nint row2 = Math.Min(2, t.LastRow);
        nint row3 = Math.Min(3, t.LastRow);
        nint row4 = Math.Min(4, t.LastRow);
        nint row5 = Math.Min(5, t.LastRow);
        TVector c00 = TSimd.Load(t.Init);
        TVector c01 = TSimd.Load(t.Init + TSimd.Width);
        float* init1 = t.Init + (row1 * t.InitRow);
        TVector c10 = TSimd.Load(init1);
        TVector c11 = TSimd.Load(init1 + TSimd.Width);
        float* init2 = t.Init + (row2 * t.InitRow);
        TVector c20 = TSimd.Load(init2);
        TVector c21 = TSimd.Load(init2 + TSimd.Width);
        float* init3 = t.Init + (row3 * t.InitRow);
        TVector c30 = TSimd.Load(init3);
        TVector c31 = TSimd.Load(init3 + TSimd.Width);
        float* init4 = t.Init + (row4 * t.InitRow);
        TVector c40 = TSimd.Load(init4);
        TVector c41 = TSimd.Load(init4 + TSimd.Width);
        float* init5 = t.Init + (row5 * t.InitRow);
        TVector c50 = TSimd.Load(init5);
        TVector c51 = TSimd.Load(init5 + TSimd.Width);
        float* a = t.A;
        float* b = t.B;
        nint a1 = row1 * t.ARow;
        nint a2 = row2 * t.ARow;
        nint a3 = row3 * t.ARow;
        nint a4 = row4 * t.ARow;
        nint a5 = row5 * t.ARow;
        nint aDepth = t.ADepth;
        nint bDepth = t.BDepth;
        for (int k = t.Depth; k > 0; k--)
        {
            TVector b0 = TSimd.Load(b);
            TVector b1 = TSimd.Load(b + TSimd.Width);
            TVector x = TSimd.Broadcast(a[0]);
            c00 = TSimd.MultiplyAdd(x, b0, c00);
            c01 = TSimd.MultiplyAdd(x, b1, c01);
            x = TSimd.Broadcast(a[a1]);
            c10 = TSimd.MultiplyAdd(x, b0, c10);
            c11 = TSimd.MultiplyAdd(x, b1, c11);
            x = TSimd.Broadcast(a[a2]);
            c20 = TSimd.MultiplyAdd(x, b0, c20);
            c21 = TSimd.MultiplyAdd(x, b1, c21);
            x = TSimd.Broadcast(a[a3]);
            c30 = TSimd.MultiplyAdd(x, b0, c30);
            c31 = TSimd.MultiplyAdd(x, b1, c31);
            x = TSimd.Broadcast(a[a4]);
            c40 = TSimd.MultiplyAdd(x, b0, c40);
            c41 = TSimd.MultiplyAdd(x, b1, c41);
            x = TSimd.Broadcast(a[a5]);
            c50 = TSimd.MultiplyAdd(x, b0, c50);
            c51 = TSimd.MultiplyAdd(x, b1, c51);
            a += aDepth;
            b += bDepth;
        }

        TVector floor = TSimd.Broadcast(t.Floor);
        TSimd.Store(t.C, TSimd.AtLeast(c00, floor));
        TSimd.Store(t.C + TSimd.Width, TSimd.AtLeast(c01, floor));
        float* y1 = t.C + (row1 * t.CRow);
        TSimd.Store(y1, TSimd.AtLeast(c10, floor));
        TSimd.Store(y1 + TSimd.Width, TSimd.AtLeast(c11, floor));
        float* y2 = t.C + (row2 * t.CRow);
        TSimd.Store(y2, TSimd.AtLeast(c20, floor));
        TSimd.Store(y2 + TSimd.Width, TSimd.AtLeast(c21, floor));
        float* y3 = t.C + (row3 * t.CRow);
        TSimd.Store(y3, TSimd.AtLeast(c30, floor));
        TSimd.Store(y3 + TSimd.Width, TSimd.AtLeast(c31, floor));
        float* y4 = t.C + (row4 * t.CRow);
        TSimd.Store(y4, TSimd.AtLeast(c40, floor));
        TSimd.Store(y4 + TSimd.Width, TSimd.AtLeast(c41, floor));
        float* y5 = t.C + (row5 * t.CRow);
        TSimd.Store(y5, TSimd.AtLeast(c50, floor));
        TSimd.Store(y5 + TSimd.Width, TSimd.AtLeast(c51, floor));
    }

    /// <summary>Eight rows by one vector, for narrow matrices such as heads: eight sums are the fewest that keep two units busy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Tile8x1(in Tile t)
    {
        nint row1 = Math.Min(1, t.LastRow);
        nint row2 = Math.Min(2, t.LastRow);
        nint row3 = Math.Min(3, t.LastRow);
        nint row4 = Math.Min(4, t.LastRow);
        nint row5 = Math.Min(5, t.LastRow);
        nint row6 = Math.Min(6, t.LastRow);
        nint row7 = Math.Min(7, t.LastRow);
        TVector c00 = TSimd.Load(t.Init);
        TVector c10 = TSimd.Load(t.Init + (row1 * t.InitRow));
        TVector c20 = TSimd.Load(t.Init + (row2 * t.InitRow));
        TVector c30 = TSimd.Load(t.Init + (row3 * t.InitRow));
        TVector c40 = TSimd.Load(t.Init + (row4 * t.InitRow));
        TVector c50 = TSimd.Load(t.Init + (row5 * t.InitRow));
        TVector c60 = TSimd.Load(t.Init + (row6 * t.InitRow));
        TVector c70 = TSimd.Load(t.Init + (row7 * t.InitRow));
        float* a = t.A;
        float* b = t.B;
        nint a1 = row1 * t.ARow;
        nint a2 = row2 * t.ARow;
        nint a3 = row3 * t.ARow;
        nint a4 = row4 * t.ARow;
        nint a5 = row5 * t.ARow;
        nint a6 = row6 * t.ARow;
        nint a7 = row7 * t.ARow;
        nint aDepth = t.ADepth;
        nint bDepth = t.BDepth;
        for (int k = t.Depth; k > 0; k--)
        {
            TVector b0 = TSimd.Load(b);
            TVector x = TSimd.Broadcast(a[0]);
            c00 = TSimd.MultiplyAdd(x, b0, c00);
            x = TSimd.Broadcast(a[a1]);
            c10 = TSimd.MultiplyAdd(x, b0, c10);
            x = TSimd.Broadcast(a[a2]);
            c20 = TSimd.MultiplyAdd(x, b0, c20);
            x = TSimd.Broadcast(a[a3]);
            c30 = TSimd.MultiplyAdd(x, b0, c30);
            x = TSimd.Broadcast(a[a4]);
            c40 = TSimd.MultiplyAdd(x, b0, c40);
            x = TSimd.Broadcast(a[a5]);
            c50 = TSimd.MultiplyAdd(x, b0, c50);
            x = TSimd.Broadcast(a[a6]);
            c60 = TSimd.MultiplyAdd(x, b0, c60);
            x = TSimd.Broadcast(a[a7]);
            c70 = TSimd.MultiplyAdd(x, b0, c70);
            a += aDepth;
            b += bDepth;
        }

        TVector floor = TSimd.Broadcast(t.Floor);
        TSimd.Store(t.C, TSimd.AtLeast(c00, floor));
        TSimd.Store(t.C + (row1 * t.CRow), TSimd.AtLeast(c10, floor));
        TSimd.Store(t.C + (row2 * t.CRow), TSimd.AtLeast(c20, floor));
        TSimd.Store(t.C + (row3 * t.CRow), TSimd.AtLeast(c30, floor));
        TSimd.Store(t.C + (row4 * t.CRow), TSimd.AtLeast(c40, floor));
        TSimd.Store(t.C + (row5 * t.CRow), TSimd.AtLeast(c50, floor));
        TSimd.Store(t.C + (row6 * t.CRow), TSimd.AtLeast(c60, floor));
        TSimd.Store(t.C + (row7 * t.CRow), TSimd.AtLeast(c70, floor));
    }
}
