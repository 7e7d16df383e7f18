using Hamlet.Numerics;

namespace Hamlet.Tests.Numerics;

public sealed unsafe class HyperbolicTangentTests
{
    public static TheoryData<string> Simd => Nets.Simd;

    [Theory]
    [MemberData(nameof(Simd))]
    public void ErrorIsAtMostThreeUnitsInTheLastPlace(string simd)
    {
        // Every 64th float32 from 2^-40 to 16, both signs.
        double worst = 0;
        float worstAt = 0;
        var block = new AlignedFloats(1024);
        int first = BitConverter.SingleToInt32Bits(MathF.Pow(2, -40));
        int last = BitConverter.SingleToInt32Bits(16f);
        for (int bits = first; bits < last; bits += 64 * 1024)
        {
            for (int i = 0; i < block.Length; i++)
            {
                float x = BitConverter.Int32BitsToSingle(bits + (64 * i));
                block.Span[i] = i % 2 == 0 ? x : -x;
            }

            float[] inputs = block.Span.ToArray();
            Apply(simd, block);
            for (int i = 0; i < block.Length; i++)
            {
                double expected = Math.Tanh(inputs[i]);
                float nearest = (float)Math.Abs(expected);
                double unit = (double)MathF.BitIncrement(nearest) - nearest;
                double error = Math.Abs(block.Span[i] - expected) / unit;
                (worst, worstAt) = error > worst ? (error, inputs[i]) : (worst, worstAt);
            }
        }

        Assert.True(worst <= 3, $"{worst} units at {worstAt}");
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void EdgesAreExact(string simd)
    {
        float[] inputs =
        [
            0, -0f, 1e-40f, -1e-40f, 1e-30f, float.Epsilon, 9.02f, 20, -20, 1e30f, float.MaxValue, float.PositiveInfinity,
            float.NegativeInfinity, float.NaN, 1e-10f, -1e-10f,
        ];
        float[] expected = [0, -0f, 1e-40f, -1e-40f, 1e-30f, float.Epsilon, 1, 1, -1, 1, 1, 1, -1, float.NaN, 1e-10f, -1e-10f];
        var block = new AlignedFloats(16);
        inputs.CopyTo(block.Span);
        Apply(simd, block);

        Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), block.Span.ToArray().Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void NeverLeavesItsRangeAndNeverFalls(string simd)
    {
        var block = new AlignedFloats(1 << 16);
        for (int i = 0; i < block.Length; i++)
        {
            block.Span[i] = -10 + (20f * i / block.Length);
        }

        Apply(simd, block);
        for (int i = 1; i < block.Length; i++)
        {
            Assert.InRange(block.Span[i], -1, 1);

            // Neighbours that lie within the error of each other may change places by it.
            Assert.True(block.Span[i] >= block.Span[i - 1] - 2e-7f);
        }
    }

    private static void Apply(string simd, AlignedFloats values) =>
        InstructionSet.Choose(simd).Kernels.Tanh(values.Pointer, values.Length, 1, values.Length);
}
