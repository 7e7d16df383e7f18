using Hamlet.Algorithms.Ppo;
using Hamlet.Randomness;

namespace Hamlet.Tests.Algorithms.Ppo;

public sealed class VectorFunctionsTests
{
    [Fact]
    public void ExponentialsAndLogarithmsAreThoseOfTheLibrary()
    {
        var random = new RandomStream(1);
        float[] x = [.. Enumerable.Range(0, 1003).Select(_ => (float)random.NextDouble(-80, 80)), 0, 1, -1];
        float[] exponentials = [.. x];
        VectorFunctions.Exp(exponentials);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(1, exponentials[i] / Math.Exp(x[i]), 3e-7);
        }

        float[] logarithms = [.. exponentials];
        VectorFunctions.Log(logarithms);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(Math.Log(exponentials[i]), logarithms[i], 3e-7 * (1 + Math.Abs(x[i])));
        }
    }

    [Fact]
    public void TheEndsAreExact()
    {
        float[] values = [float.NegativeInfinity, 0, -200, 200, float.PositiveInfinity, float.NaN];
        VectorFunctions.Exp(values);
        Assert.Equal([0, 1, 0, float.PositiveInfinity, float.PositiveInfinity, float.NaN], values);

        float[] one = [1];
        VectorFunctions.Log(one);
        Assert.Equal(0, one[0]);
    }

    [Fact]
    public void AValueHasTheSameResultWhereverItStands()
    {
        float[] values = [.. Enumerable.Range(0, 13).Select(static i => 0.1f + (0.37f * i))];
        float[] together = [.. values];
        VectorFunctions.Exp(together);
        for (int i = 0; i < values.Length; i++)
        {
            float[] alone = [values[i]];
            VectorFunctions.Exp(alone);
            Assert.Equal(together[i], alone[0]);
        }
    }
}
