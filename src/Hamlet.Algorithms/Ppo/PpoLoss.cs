namespace Hamlet.Algorithms.Ppo;

/// <summary>The losses of one sample, and their derivatives in closed form.</summary>
internal static class PpoLoss
{
    /// <summary>min(r A, clip(r, 1 - c, 1 + c) A) (Schulman et al., 2017, equation 7): what is to grow.</summary>
    public static float Surrogate(float ratio, float advantage, float clipRange) =>
        Math.Min(ratio * advantage, Math.Clamp(ratio, 1 - clipRange, 1 + clipRange) * advantage);

    /// <summary>Its derivative with respect to log p: r A where the first of the two is the lesser one, else 0.</summary>
    public static float SurrogateSlope(float ratio, float advantage, float clipRange)
    {
        bool isCut = advantage > 0 ? ratio > 1 + clipRange : ratio < 1 - clipRange;
        return isCut ? 0 : ratio * advantage;
    }

    /// <summary>
    /// (R - v)^2, or with a clip range the greater one of that and the same for a v that stays within the range of the old value, as in
    /// OpenAI's baselines (stable-baselines3 takes the second alone, which forgets values that went astray).
    /// </summary>
    public static float Value(float value, float old, float target, float clipRange)
    {
        float free = target - value;
        float near = Math.Abs(value - old) > clipRange ? target - Nearest(value, old, clipRange) : free;
        return Math.Max(free * free, near * near);
    }

    /// <summary>Its derivative with respect to v: 0 where the clipped one is the greater, for it does not change with v.</summary>
    public static float ValueSlope(float value, float old, float target, float clipRange)
    {
        float free = target - value;
        float near = Math.Abs(value - old) > clipRange ? target - Nearest(value, old, clipRange) : free;
        return near * near > free * free ? 0 : -2 * free;
    }

    private static float Nearest(float value, float old, float clipRange) => old + (value > old ? clipRange : -clipRange);
}
