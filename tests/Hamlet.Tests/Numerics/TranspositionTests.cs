using Hamlet.Numerics;

namespace Hamlet.Tests.Numerics;

public sealed unsafe class TranspositionTests
{
    [Fact]
    public void EveryWeightFindsItsPlaceAndNothingElseIsWritten()
    {
        int[] sizes = [1, 2, 3, 4, 5, 15, 16, 17, 63, 64, 65, 130];
        foreach (int inputs in sizes)
        {
            foreach (int outputs in sizes)
            {
                (int from, int to) = (Panels.Pad(outputs), Panels.Pad(inputs));
                var source = new AlignedFloats(inputs * from);
                var target = new AlignedFloats(outputs * to);
                source.Span.Fill(-1);
                target.Span.Fill(-2);
                for (int i = 0; i < inputs; i++)
                {
                    for (int o = 0; o < outputs; o++)
                    {
                        source.Span[Panels.Index(i, o, inputs, from)] = (1000 * i) + o;
                    }
                }

                for (int first = 0; first < outputs; first += Panels.Width)
                {
                    Transposition.Panel(source.Pointer, inputs, outputs, first, target.Pointer);
                }

                for (int o = 0; o < outputs; o++)
                {
                    for (int i = 0; i < to; i++)
                    {
                        Assert.Equal(i < inputs ? (1000 * i) + o : -2, target.Span[Panels.Index(o, i, outputs, to)]);
                    }
                }
            }
        }
    }
}
