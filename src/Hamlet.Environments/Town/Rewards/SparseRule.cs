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

    public override float Of(in TownMoment moment)
    {
        if (moment.Died)
        {
            return _death;
        }

        float reward = _step;
        if (_healthy.Length > 0 && IsHealthy(moment.After))
        {
            reward += _bonus;
        }

        return moment.Survived ? reward + _success : reward;
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
