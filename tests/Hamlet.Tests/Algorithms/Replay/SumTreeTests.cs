using Hamlet.Algorithms.Replay;
using Hamlet.Randomness;

namespace Hamlet.Tests.Algorithms.Replay;

public sealed class SumTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(100)]
    public void AgreesWithANaiveSum(int capacity)
    {
        var tree = new SumTree(capacity);
        double[] naive = new double[capacity];
        var random = new RandomStream(1);
        for (int round = 0; round < 500; round++)
        {
            int place = random.NextInt32(capacity);
            // Whole numbers, so that both sums are exact. Some are 0.
            naive[place] = random.NextInt32(4);
            tree.Set(place, naive[place]);
            Assert.Equal(naive.Sum(), tree.Total);
            if (tree.Total > 0)
            {
                double value = random.NextDouble() * tree.Total;
                Assert.Equal(NaiveFind(naive, value), tree.Find(value));
            }
        }
    }

    [Fact]
    public void BordersBelongToTheNextPlaceAndNothingOfNoWeightIsFound()
    {
        var tree = new SumTree(6);
        tree.Set(1, 2);
        tree.Set(4, 3);

        Assert.Equal([1, 1, 4, 4, 4, 4], ((double[])[0, 1.999, 2, 4.999, 5, 1e9]).Select(tree.Find));
    }

    private static int NaiveFind(double[] values, double value)
    {
        int place = 0;
        while (value >= values[place])
        {
            value -= values[place++];
        }

        return place;
    }

    [Fact]
    public void ManyNumbersAtOnceGiveTheSameSumsAsOneByOne()
    {
        double[] numbers = [0.1, 0.2, 0.3, 1e-9, 7];
        var one = new SumTree(5);
        for (int i = 0; i < numbers.Length; i++)
        {
            one.Set(i, numbers[i]);
        }

        var many = new SumTree(5);
        many.Set(6, 3);
        many.Set(numbers);

        Assert.Equal(BitConverter.DoubleToInt64Bits(one.Total), BitConverter.DoubleToInt64Bits(many.Total));
        Assert.Equal(one.Numbers, many.Numbers);
    }
}
