namespace Hamlet.Environments;

/// <summary><see cref="TownMetersReward"/> with a product.</summary>
internal sealed class MeterProductRule(TownMetersReward options, TownIndex index) : TownRewardRule
{
    private readonly int[] _meters = [.. options.Product.Select(index.Meter)];
    private readonly float _scale = (float)options.Scale;
    private readonly float _constant = (float)options.Constant;
    private readonly float _death = (float)options.Death;

    public override IReadOnlyList<string> Parts => WithDeath(_death, "meters");

    public override float Of(in TownMoment moment, Span<float> parts)
    {
        if (moment.Died)
        {
            parts[^1] += _death;
            return _death;
        }

        float product = 1;
        foreach (int meter in _meters)
        {
            product *= moment.After[meter];
        }

        float reward = _scale * (_constant + product);
        parts[0] += reward;
        return reward;
    }
}
