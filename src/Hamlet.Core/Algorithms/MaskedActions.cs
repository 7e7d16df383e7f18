using Hamlet.Randomness;

namespace Hamlet.Algorithms;

/// <summary>Choices among the actions that a mask allows. A mask allows at least one.</summary>
public static class MaskedActions
{
    /// <summary>The allowed action of the greatest value, the first of equals.</summary>
    /// <param name="values">A value for each action.</param>
    /// <param name="mask">Which are allowed; empty for all.</param>
    public static int ArgMax(ReadOnlySpan<float> values, ReadOnlySpan<bool> mask)
    {
        int best = -1;
        for (int action = 0; action < values.Length; action++)
        {
            if ((mask.IsEmpty || mask[action]) && (best < 0 || values[action] > values[best]))
            {
                best = action;
            }
        }

        return Math.Max(best, 0);
    }

    /// <summary>An allowed action, each equally likely; one draw.</summary>
    public static int Sample(ReadOnlySpan<bool> mask, ref RandomStream random)
    {
        int skip = random.NextInt32(mask.Count(true));
        int action = 0;
        while (!mask[action] || skip-- > 0)
        {
            action++;
        }

        return action;
    }
}
