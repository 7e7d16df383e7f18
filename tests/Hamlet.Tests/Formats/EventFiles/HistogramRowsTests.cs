using FsCheck;
using FsCheck.Fluent;
using Hamlet.Formats.EventFiles;

namespace Hamlet.Tests.Formats.EventFiles;

public sealed class HistogramRowsTests
{
    [Fact]
    public void ThreeValuesInTwoRowsAreThoseOfTheHand() => Assert.Equal([0, 1, 1, 1, 2, 2], Fill([0, 1, 2], 2));

    [Fact]
    public void EqualValuesAreOneRowWithoutWidth() => Assert.Equal([3, 3, 5], Fill([3, 3, 3, 3, 3], 30));

    [Fact]
    public void OnlyFiniteValuesCount()
    {
        float[] values = [float.NaN, 1, float.PositiveInfinity, 2, float.NegativeInfinity, 2, float.NaN, float.NaN, float.NaN, 1, 1.75f];
        Assert.Equal([1, 1.5f, 2, 1.5f, 2, 3], Fill(values, 2));
    }

    [Fact]
    public void WithoutFiniteValuesThereAreNoRows()
    {
        Assert.Empty(Fill([], 30));
        Assert.Empty(Fill([float.NaN, float.PositiveInfinity], 30));
    }

    [Fact]
    public void TheWholeRangeOfSinglePrecisionFits()
    {
        float[] values = [.. Enumerable.Repeat(float.MinValue, 9), .. Enumerable.Repeat(float.MaxValue, 4), 0];
        Assert.Equal([float.MinValue, 0, 9, 0, float.MaxValue, 5], Fill(values, 2));
    }

    [Fact]
    public void NeighboursThatDifferByOneBitShareNoRowsOfZeroWidth()
    {
        float next = MathF.BitIncrement(1);
        Assert.Equal([1, next, 5], Fill([1, next, 1, next, next], 30));
        float afterNext = MathF.BitIncrement(next);
        Assert.Equal([1, next, 1, next, afterNext, 3], Fill([1, next, afterNext, next], 30));
    }

    [Fact]
    public void DenormalsAreCounted() => Assert.Equal([0, float.Epsilon, 3], Fill([0, float.Epsilon, 0], 30));

    [Fact]
    public void EveryValueStandsBetweenTheEdgesOfItsRow()
    {
        Gen<float> number = Gen.OneOf(
            ArbMap.Default.GeneratorFor<float>(),
            Gen.Choose(-1000, 1000).Select(i => i / 8f),
            Gen.Choose(0, 40).Select(i => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(7f) + i)));
        Gen<(float[], int)> cases = from values in number.ArrayOf() from rows in Gen.Choose(1, 40) select (values, rows);
        Prop.ForAll(cases.ToArbitrary(), one => AssertSorted(one.Item1, one.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(7, 30)]
    [InlineData(8, 1)]
    [InlineData(513, 30)]
    [InlineData(10_000, 30)]
    [InlineData(10_001, 512)]
    public void LargeDistributionsAgreeWithASearchToo(int count, int rows)
    {
        var random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)((random.NextDouble() - 0.5) * Math.Exp(5 * random.NextDouble()));
        }

        AssertSorted(values, rows);
        AssertSorted([.. values, .. values.Select(value => MathF.Round(value * 4))], rows);
    }

    private static float[] Fill(float[] values, int rows)
    {
        float[] result = new float[3 * rows];
        return result[..(3 * HistogramRows.Fill(values, result))];
    }

    /// <summary>Counts each value again by the written edges alone.</summary>
    private static void AssertSorted(float[] values, int rows)
    {
        float[] filled = Fill(values, rows);
        float[] finite = [.. values.Where(float.IsFinite)];
        int count = filled.Length / 3;
        Assert.InRange(count, finite.Length == 0 ? 0 : 1, finite.Length == 0 ? 0 : rows);
        Assert.Equal(finite.Length, Enumerable.Range(0, count).Sum(i => (long)filled[(3 * i) + 2]));
        for (int i = 0; i < count; i++)
        {
            (float left, float right, float inside) = (filled[3 * i], filled[(3 * i) + 1], filled[(3 * i) + 2]);
            bool last = i == count - 1;
            Assert.True(last ? count == 1 || left < right : left < right && right == filled[3 * (i + 1)]);
            Assert.Equal(finite.Count(value => value >= left && (last ? value <= right : value < right)), inside);
        }

        if (count > 0)
        {
            Assert.Equal((finite.Min(), finite.Max()), (filled[0], filled[(3 * count) - 2]));
        }
    }
}
