using Hamlet.State;

namespace Hamlet.Tests.State;

/// <summary>Compares saved states to the bit.</summary>
internal static class StateTrees
{
    /// <summary>Where two states differ first; empty if they do not.</summary>
    public static string Difference(StateTree a, StateTree b, string path = "")
    {
        // A file has them in an order of its own.
        if (!a.Values.Keys.ToHashSet().SetEquals(b.Values.Keys) || !a.Children.Keys.ToHashSet().SetEquals(b.Children.Keys))
        {
            return $"{path}: {string.Join(", ", a.Values.Keys.Concat(a.Children.Keys))} and {string.Join(", ", b.Values.Keys.Concat(b.Children.Keys))}";
        }

        foreach ((string name, object value) in a.Values)
        {
            if (!Same(value, b.Values[name]))
            {
                return $"{path}{name}: {value} and {b.Values[name]}";
            }
        }

        foreach ((string name, StateTree child) in a.Children)
        {
            if (Difference(child, b.Children[name], $"{path}{name}/") is { Length: > 0 } difference)
            {
                return difference;
            }
        }

        return "";
    }

    private static bool Same(object a, object b) => (a, b) switch
    {
        (float[] x, float[] y) => x.Select(BitConverter.SingleToInt32Bits).SequenceEqual(y.Select(BitConverter.SingleToInt32Bits)),
        (double[] x, double[] y) => x.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(y.Select(BitConverter.DoubleToInt64Bits)),
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        (int[] x, int[] y) => x.AsSpan().SequenceEqual(y),
        (long[] x, long[] y) => x.AsSpan().SequenceEqual(y),
        (ulong[] x, ulong[] y) => x.AsSpan().SequenceEqual(y),
        _ => Equals(a, b),
    };
}
