using Hamlet.Training.Worlds;

namespace Hamlet.Tests.Training;

public sealed class FiniteTests
{
    [Fact]
    public void EveryPlaceOfEveryLengthIsLookedAt()
    {
        float[] strange = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, BitConverter.Int32BitsToSingle(0x7F80_0001)];
        for (int length = 0; length < 70; length++)
        {
            float[] values = Enumerable.Range(0, length).Select(static i => i % 2 == 0 ? float.MaxValue : -float.Epsilon).ToArray();
            Assert.True(Finite.All(values));
            for (int place = 0; place < length; place++)
            {
                float before = values[place];
                values[place] = strange[place % strange.Length];
                Assert.False(Finite.All(values));
                values[place] = before;
            }
        }
    }
}
