namespace Hamlet.Environments;

/// <summary><see cref="TownRewardBand"/>.</summary>
internal sealed class RewardBand(TownRewardBand options, TownIndex index)
{
    private readonly int[] _meters = [.. options.Meters.Select(index.Meter)];
    private readonly float[] _above = [.. options.Above.Select(static a => (float)a)];
    private readonly float[] _rewards = [.. options.Rewards.Select(static r => (float)r)];

    public float Of(ReadOnlySpan<float> meters)
    {
        float reward = 0;
        foreach (int meter in _meters)
        {
            int band = 0;
            while (band < _above.Length && meters[meter] <= _above[band])
            {
                band++;
            }

            reward += _rewards[band];
        }

        return reward;
    }
}
