namespace Hamlet.Environments;

/// <summary><see cref="TownSparseReward"/>.</summary>
internal sealed class SparseRule(TownSparseReward options, TownIndex index) : TownRewardRule
{
    private readonly int[] _healthy = [.. options.Healthy.Select(index.Meter)];
    private readonly float _threshold = (float)options.HealthyThreshold;
    private readonly float _step = (float)options.Step;
    private readonly float _bonus = (float)options.HealthyBonus;
    private readonly float _success = (float)options.Success;
    private readonly float _death = (float)options.Death;

    public override IReadOnlyList<string> Parts => WithDeath(_death, ["step", "success", .. _healthy.Length == 0 ? [] : (string[])["healthy"]]);

    public override float Of(in TownMoment moment, Span<float> parts)
    {
        if (moment.Died)
        {
            parts[^1] += _death;
            return _death;
        }

        float reward = _step;
        parts[0] += _step;
        if (_healthy.Length > 0 && IsHealthy(moment.After))
        {
            reward += _bonus;
            parts[2] += _bonus;
        }

        if (!moment.Survived)
        {
            return reward;
        }

        parts[1] += _success;
        return reward + _success;
    }

    private bool IsHealthy(ReadOnlySpan<float> meters)
    {
        foreach (int meter in _healthy)
        {
            if (meters[meter] < _threshold)
            {
                return false;
            }
        }

        return true;
    }
}
