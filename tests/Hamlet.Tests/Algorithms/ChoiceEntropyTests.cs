using Hamlet.Algorithms;

namespace Hamlet.Tests.Algorithms;

public sealed class ChoiceEntropyTests
{
    [Fact]
    public void EqualValuesAreWhollyUndecidedAndDistantOnesDecided()
    {
        Assert.Equal(1, Of([3, 3, 3, 3], []), 1e-12);
        Assert.Equal(0, Of([1000, 0, 0, 0], []), 1e-12);
        Assert.Equal(1, Of([1000, 2, 2, 0], [false, true, true, false]), 1e-12);
    }

    [Fact]
    public void TwoActionsByHand()
    {
        // p = 3/4 and 1/4 for values log 3 and 0.
        double expected = -((0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25))) / Math.Log(2);

        Assert.Equal(expected, Of([MathF.Log(3), 0], []), 1e-6);
    }

    [Fact]
    public void AChoiceOfOneCountsAsNothing()
    {
        var entropy = new ChoiceEntropy();
        entropy.AddValues([1, 2], [true, false]);
        Assert.Null(entropy.Normalized);
        entropy.AddValues([1, 1], []);
        Assert.Equal(1, entropy.Normalized!.Value, 1e-12);
    }

    [Fact]
    public void ManyChoicesAreWeighedByTheirRange()
    {
        var entropy = new ChoiceEntropy();
        entropy.Add(Math.Log(2), 2, []);
        entropy.Add(0, 8, []);

        Assert.Equal(0.25, entropy.Normalized!.Value, 1e-12);
    }

    private static double Of(ReadOnlySpan<float> values, ReadOnlySpan<bool> mask)
    {
        var entropy = new ChoiceEntropy();
        entropy.AddValues(values, mask);
        return entropy.Normalized!.Value;
    }
}
