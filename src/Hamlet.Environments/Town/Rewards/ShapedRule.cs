namespace Hamlet.Environments;

/// <summary><see cref="TownShapedReward"/>: the sum of its parts.</summary>
internal sealed class ShapedRule : TownRewardRule
{
    private readonly RewardBand[] _bands;
    private readonly NeedBonus? _need;
    private readonly ProximityBonus? _proximity;
    private readonly DistancePenalty[] _distance;
    private readonly float _death;

    public ShapedRule(TownShapedReward options, TownWorld world, TownIndex index)
    {
        float farthest = world.Grid.Width + world.Grid.Height;
        _bands = [.. options.Bands.Select(b => new RewardBand(b, index))];
        _need = options.Need is { } need ? new NeedBonus(need, world, index) : null;
        _proximity = options.Proximity is { } proximity ? new ProximityBonus(proximity, farthest, index) : null;
        _distance = [.. options.Distance.Select(d => new DistancePenalty(d, farthest, index))];
        _death = (float)options.Death;
    }

    public override float Of(in TownMoment moment)
    {
        float reward = 0;
        foreach (RewardBand band in _bands)
        {
            reward += band.Of(moment.After);
        }

        if (_need is not null && moment.Completed >= 0)
        {
            reward += _need.Of(moment.Completed, moment.Before);
        }

        if (_proximity is not null)
        {
            reward += _proximity.Of(moment);
        }

        foreach (DistancePenalty penalty in _distance)
        {
            reward -= penalty.Of(moment);
        }

        return moment.Died ? reward + _death : reward;
    }
}
