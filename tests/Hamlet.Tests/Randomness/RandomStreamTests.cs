using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Randomness;

public sealed class RandomStreamTests
{
    // Computed by hand from the published algorithm: SplitMix64 of seed 0 gives the four words, the first output is rotl(s1 * 5, 7) * 9.
    [Fact]
    public void TheFirstNumberIsThatOfTheReference()
    {
        ulong state = 0;
        ulong Split()
        {
            ulong z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }

        Assert.Equal(0xE220A8397B1DCDAFUL, Split());
        ulong s1 = Split();
        Assert.Equal(0x6E789E6AA1B965F4UL, s1);
        Assert.Equal(ulong.RotateLeft(s1 * 5, 7) * 9, new RandomStream(0).NextUInt64());
    }

    [Fact]
    public void AStreamDependsOnSeedAndNameAlone()
    {
        var streams = new RandomStreams(7);
        RandomStream a = streams.Create("a");
        _ = streams.Create("b");
        RandomStream again = new RandomStreams(7).Create("a");

        Assert.Equal(a.NextUInt64(), again.NextUInt64());
        Assert.NotEqual(streams.Create("a").NextUInt64(), streams.Create("b").NextUInt64());
        Assert.NotEqual(streams.Create("a").NextUInt64(), new RandomStreams(8).Create("a").NextUInt64());
        Assert.NotEqual(streams.Create("a", 0).NextUInt64(), streams.Create("a", 1).NextUInt64());
        Assert.NotEqual(streams.Create("a", 0).NextUInt64(), streams.Create("a").NextUInt64());
        Assert.NotEqual(streams.Scope("s").Create("a").NextUInt64(), streams.Create("a").NextUInt64());
    }

    [Fact]
    public void ALoadedStreamContinues()
    {
        var stream = new RandomStream(3);
        stream.NextUInt64();
        var tree = new StateTree();
        stream.Save(new StateWriter(tree), "r");

        RandomStream loaded = default;
        new Loader(reader => loaded.Load(reader, "r")).Run(tree);

        Assert.Equal(stream.NextUInt64(), loaded.NextUInt64());
    }

    [Fact]
    public void BoundedNumbersAreUniform()
    {
        var stream = new RandomStream(11);
        const int bound = 7;
        const int draws = 70_000;
        int[] counts = new int[bound];
        for (int i = 0; i < draws; i++)
        {
            counts[stream.NextInt32(bound)]++;
        }

        double expected = (double)draws / bound;
        double chiSquare = counts.Sum(c => (c - expected) * (c - expected) / expected);

        // 99.9 % quantile of chi-square with 6 degrees of freedom.
        Assert.InRange(chiSquare, 0, 22.46);
    }

    [Fact]
    public void NormalNumbersHaveMeanZeroAndDeviationOne()
    {
        var stream = new RandomStream(5);
        double sum = 0;
        double squares = 0;
        const int draws = 200_000;
        for (int i = 0; i < draws; i++)
        {
            double x = stream.NextGaussian();
            sum += x;
            squares += x * x;
        }

        Assert.InRange(sum / draws, -0.01, 0.01);
        Assert.InRange(squares / draws, 0.985, 1.015);
    }

    [Fact]
    public void NumbersStayInTheirInterval()
    {
        var stream = new RandomStream(9);
        for (int i = 0; i < 100_000; i++)
        {
            Assert.InRange(stream.NextDouble(), 0, 1 - double.Epsilon);
            Assert.True(stream.NextSingle() < 1);
            Assert.InRange(stream.NextDouble(-2, 3), -2, 3);
        }
    }

    [Fact]
    public void AShuffleKeepsEveryValue()
    {
        var stream = new RandomStream(1);
        int[] values = [.. Enumerable.Range(0, 50)];

        stream.Shuffle<int>(values);

        Assert.NotEqual(Enumerable.Range(0, 50), values);
        Assert.Equal(Enumerable.Range(0, 50), values.Order());
    }

    [Fact]
    public void ABoundOfZeroIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1).NextInt32(0));

    private sealed class Loader(Action<StateReader> load) : IStateful
    {
        public void Run(StateTree tree) => tree.Load(this);

        public void SaveState(StateWriter writer)
        {
        }

        public void LoadState(StateReader reader) => load(reader);
    }
}
